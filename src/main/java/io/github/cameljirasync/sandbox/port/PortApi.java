package io.github.cameljirasync.sandbox.port;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.http.Service;

/** Port's REST API below /v1: looks at token and rate and hands each path to its endpoint. */
final class PortApi implements Service {

    private static final String TOKEN_PATH = "/v1/auth/access_token";

    private final Port port;
    private final RateLimits limits;
    private final BlueprintEndpoints blueprints;
    private final UpsertEndpoints upserts;
    private final EntityEndpoints entities;
    private final SearchEndpoints searches;

    PortApi(Port port, RateLimits limits, BlueprintEndpoints blueprints, UpsertEndpoints upserts,
            EntityEndpoints entities, SearchEndpoints searches) {
        this.port = port;
        this.limits = limits;
        this.blueprints = blueprints;
        this.upserts = upserts;
        this.entities = entities;
        this.searches = searches;
    }

    @Override
    public Answer error(int status) {
        return PortErrors.ofStatus(status);
    }

    @Override
    public Answer error(int status, String code) {
        return PortErrors.of(status, code, "The request can't be processed.");
    }

    /** Token and rate are judged when a request arrives. */
    @Override
    public Answer admit(Call call) {
        if (!call.path().equals(TOKEN_PATH)
                && !port.tokens().isValid(call.header("Authorization"), call.receivedAt())) {
            return PortErrors.ofStatus(401);
        }
        if (!limits.take(call)) {
            port.counters().add(PortEvent.RATE_LIMITED);
            return limits.marked(call, PortErrors.ofStatus(429));
        }
        return null;
    }

    @Override
    public Answer handle(Call call) {
        Answer answer;
        try {
            answer = call.path().equals(TOKEN_PATH) ? token(call) : route(call, segments(call));
        } catch (Refused refused) {
            answer = PortErrors.of(refused);
        }
        return limits.marked(call, answer == null ? PortErrors.ofStatus(404) : answer);
    }

    private Answer token(Call call) {
        if (!call.method().equals("POST")) {
            return null;
        }
        Answer answer = Answer.json(200, port.tokens().issue(Json.parse(call.body())));
        port.counters().add(PortEvent.TOKEN_ISSUED);
        return answer;
    }

    private Answer route(Call call, String[] path) {
        if (path.length < 2 || !path[0].equals("v1")) {
            return null;
        }
        boolean post = call.method().equals("POST");
        if (path[1].equals("entities") && path.length == 3 && path[2].equals("search") && post) {
            return searches.search(call);
        }
        if (!path[1].equals("blueprints")) {
            return null;
        }
        if (path.length == 4 && path[2].equals("entities") && path[3].equals("datasource-entities") && post) {
            return searches.ofDatasource(call);
        }
        return switch (path.length) {
            case 2 -> post ? blueprints.create(call) : call.method().equals("GET") ? blueprints.all() : null;
            case 3 -> blueprints.one(call, path[2]);
            default -> path[3].equals("entities") ? entities(call, path) : bulkDelete(call, path);
        };
    }

    private Answer entities(Call call, String[] path) {
        if (path.length == 4) {
            return switch (call.method()) {
                case "POST" -> upserts.single(call, path[2]);
                case "GET" -> entities.all(call, path[2]);
                default -> null;
            };
        }
        if (path.length != 5) {
            return null;
        }
        return switch (call.method()) {
            case "POST" -> path[4].equals("bulk") ? upserts.bulk(call, path[2]) : null;
            case "GET" -> entities.get(path[2], path[4]);
            case "DELETE" -> entities.delete(call, path[2], path[4]);
            default -> null;
        };
    }

    private Answer bulkDelete(Call call, String[] path) {
        boolean fits = path.length == 6 && path[3].equals("bulk") && path[4].equals("entities")
                && path[5].equals("delete") && call.method().equals("POST");
        return fits ? entities.deleteSeveral(call, path[2]) : null;
    }

    /** A plus sign in a path is a plus sign, not a space. */
    private static String[] segments(Call call) {
        return Arrays.stream(call.segments())
                .map(one -> URLDecoder.decode(one.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toArray(String[]::new);
    }
}
