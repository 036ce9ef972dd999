package io.github.cameljirasync.sandbox.priorityvote;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.http.Pace;
import io.github.cameljirasync.sandbox.http.Service;

/** Priority.vote's REST API below /api/v1 (integration guide, walkthrough, priority-vote-facts.md). */
public final class VoteApi implements Service {

    private static final String BASE = "/api/v1/";
    private static final Set<String> SOURCES = Set.of("jira", "linear", "github", "csv");

    private final InitiativeStore store;
    private final PersonalAccessTokens tokens;
    private final Behaviour behaviour;
    private final VoteErrors errors;
    private final VoteViews views;
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();
    private final double requestsPerSecond;

    /** @param requestsPerSecond what a token may send before it gets 429; 0 for no limit */
    public VoteApi(InitiativeStore store, PersonalAccessTokens tokens, Behaviour behaviour, double requestsPerSecond) {
        this.store = store;
        this.tokens = tokens;
        this.behaviour = behaviour;
        this.errors = new VoteErrors(behaviour);
        this.views = new VoteViews(behaviour);
        this.requestsPerSecond = requestsPerSecond;
    }

    @Override
    public Answer error(int status) {
        return errors.ofStatus(status);
    }

    @Override
    public Answer error(int status, String code) {
        return errors.of(status, code, "The request can't be processed.");
    }

    /** Token, pace, scope and key are judged when a request arrives, so that two of one key can meet. */
    @Override
    public Answer admit(Call call) {
        PersonalAccessToken token = tokens.of(call.header("Authorization"));
        if (token == null) {
            return errors.ofStatus(401);
        }
        if (requestsPerSecond > 0) {
            long early = paces.computeIfAbsent(token.secret(), secret -> new Pace(requestsPerSecond))
                    .take(call.receivedAt());
            if (early > 0) {
                return errors.ofStatus(429).with("Retry-After", Long.toString((early + 999) / 1000));
            }
        }
        Answer refused = refusal(call, token);
        if (refused != null) {
            return refused;
        }
        String key = call.header("Idempotency-Key");
        return key == null || !call.isWrite() ? null : take(call, token, key);
    }

    private Answer refusal(Call call, PersonalAccessToken token) {
        if (!call.path().startsWith(BASE)) {
            return errors.of(404, "not_found", "There is nothing at this address.");
        }
        if (call.path().startsWith(BASE + "auth/") || !token.mayRead()) {
            return errors.of(403, "pat_scope_required", "This endpoint cannot be reached with the token's scopes.");
        }
        if (call.isWrite() && !token.mayWrite()) {
            return errors.of(403, "pat_scope_insufficient", "The token lacks the scope write:initiatives.");
        }
        String[] parts = call.path().substring(BASE.length()).split("/");
        if (parts.length > 1 && !token.reaches(parts[1])) {
            return errors.of(403, "backlog_out_of_scope", "The token is restricted to other backlogs.");
        }
        return null;
    }

    private Answer take(Call call, PersonalAccessToken token, String key) {
        if (!IdempotencyKeys.wellFormed(key)) {
            return errors.of(400, "invalid_idempotency_key", "Idempotency-Key must have 16 to 255 ASCII characters.");
        }
        return switch (keys.take(token.secret(), key, call)) {
            case FREE -> null;
            case RUNNING -> errors.of(409, "idempotency_key_in_use", "A request with this key is being processed.");
            case OTHER_REQUEST -> errors.of(422, "idempotency_key_conflict",
                    "This Idempotency-Key was used for another request.");
            case DONE -> {
                IdempotencyKeys.Outcome outcome = keys.outcome(token.secret(), key);
                yield written(outcome.status(), outcome.initiative()).with("Idempotency-Replayed", "true");
            }
        };
    }

    @Override
    public Answer handle(Call call) {
        PersonalAccessToken token = tokens.of(call.header("Authorization"));
        String key = call.isWrite() ? call.header("Idempotency-Key") : null;
        if (token == null) {
            return revokedMeanwhile(call.header("Authorization").substring("Bearer ".length()).trim(), key);
        }
        return route(call, token, key);
    }

    /** The token was revoked since the request was admitted; its key is free again. */
    private Answer revokedMeanwhile(String secret, String key) {
        if (key != null) {
            keys.failed(secret, key);
        }
        return errors.ofStatus(401);
    }

    private Answer route(Call call, PersonalAccessToken token, String key) {
        String[] parts = call.path().substring(BASE.length()).split("/");
        boolean backlogs = parts[0].equals("backlogs");
        if (backlogs && parts.length == 1 && call.method().equals("GET")) {
            return views.backlogs(call, store.backlogs().stream().filter(one -> token.reaches(one.id())).toList());
        }
        if (!backlogs || parts.length < 2 || !store.hasBacklog(parts[1])) {
            return finish(token, key, null, errors.of(404, "backlog_not_found", "There is no such backlog."));
        }
        if (parts.length == 2 && call.method().equals("GET")) {
            return views.backlog(store.backlogs().stream().filter(one -> one.id().equals(parts[1])).findFirst()
                    .orElseThrow());
        }
        if (parts.length < 3 || parts.length > 4 || !parts[2].equals("initiatives")) {
            return finish(token, key, null, errors.of(404, "not_found", "There is nothing at this address."));
        }
        if (parts.length == 3) {
            return switch (call.method()) {
                case "GET" -> list(call, parts[1]);
                case "POST" -> write(call, token, key, new Initiative(0, parts[1], null, null, 1, "open", null, null,
                        null, null));
                default -> finish(token, key, null, errors.of(405, "method_not_allowed", "Use GET or POST."));
            };
        }
        Optional<Initiative> found = byId(parts[1], parts[3]);
        if (found.isEmpty()) {
            return finish(token, key, null, errors.ofStatus(404));
        }
        return switch (call.method()) {
            case "GET" -> views.initiative(200, found.get());
            case "PATCH" -> write(call, token, key, found.get());
            default -> finish(token, key, null, errors.of(405, "method_not_allowed", "Use GET or PATCH."));
        };
    }

    private Optional<Initiative> byId(String backlogId, String id) {
        return store.find(Initiative.number(id, behaviour.numericIds()))
                .filter(one -> one.backlogId().equals(backlogId));
    }

    private Answer list(Call call, String backlogId) {
        String reference = call.query("external_ref");
        String source = call.query("external_source");
        if (reference == null && source == null) {
            return views.initiatives(call, store.in(backlogId));
        }
        if (reference == null) {
            return views.initiatives(call, store.in(backlogId).stream()
                    .filter(one -> source.equals(one.externalSource())).toList());
        }
        return store.findByRef(backlogId, source, reference).map(one -> views.lookUp(call, one))
                .orElseGet(() -> errors.ofStatus(404));
    }

    private Answer write(Call call, PersonalAccessToken token, String key, Initiative base) {
        JsonNode json = Json.parse(call.body());
        if (json == null || !json.isObject()) {
            return finish(token, key, null, errors.of(400, "invalid_json", "The body is not a JSON object."));
        }
        InitiativeBody body = new InitiativeBody(json, SOURCES);
        Initiative wanted = body.on(base);
        if (!body.errors().isEmpty()) {
            return finish(token, key, null, errors.of(422, "validation_error", "The request is not valid.",
                    body.errors()));
        }
        boolean created = base.number() == 0;
        Initiative made = created ? store.create(wanted, token.name()) : store.update(wanted, token.name());
        if (made == null) {
            return finish(token, key, null, errors.ofStatus(409));
        }
        int status = created ? 201 : behaviour.patchNoContent() ? 204 : 200;
        return finish(token, key, new IdempotencyKeys.Outcome(status, made), written(status, made));
    }

    private Answer written(int status, Initiative initiative) {
        return status == 204 ? Answer.empty(204) : views.initiative(status, initiative);
    }

    private Answer finish(PersonalAccessToken token, String key, IdempotencyKeys.Outcome outcome, Answer answer) {
        if (key != null && outcome != null) {
            keys.succeeded(token.secret(), key, outcome);
        } else if (key != null) {
            keys.failed(token.secret(), key);
        }
        return answer;
    }
}
