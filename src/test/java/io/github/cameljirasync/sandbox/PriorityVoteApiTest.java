package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.priorityvote.Behaviour;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorityVoteApiTest {

    private static final String BODY = "{\"title\":\"One\",\"effort\":3,\"external_source\":\"jira\","
            + "\"external_ref\":\"A-1\"}";
    private static final String KEY = "0123456789abcdef";

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private Client client;

    private void start(SandboxOptions options) {
        sandbox = Sandbox.start(options.clock(clock));
        client = new Client(sandbox);
    }

    private void start(Behaviour behaviour) {
        start(new SandboxOptions().priorityVote(behaviour));
    }

    private void start() {
        start(new SandboxOptions());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Client.Reply post(String body, String... headers) throws Exception {
        return client.vote("POST", client.initiatives(), body, headers);
    }

    private Client.Reply lookUp(String reference) throws Exception {
        return client.vote("GET", client.initiatives() + "?external_source=jira&external_ref=" + reference, null);
    }

    @Test
    void anInitiativeIsCreatedFoundAndChanged() throws Exception {
        start();

        assertThat(lookUp("A-1").status()).isEqualTo(404);
        Client.Reply created = post(BODY);
        assertThat(created.status()).isEqualTo(201);
        String id = lookUp("A-1").json().get("id").asText();
        assertThat(id).isEqualTo(created.json().get("id").asText());
        Client.Reply changed = client.vote("PATCH", client.initiatives() + "/" + id,
                "{\"title\":\"Two\",\"status\":\"archived\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(client.vote("GET", client.initiatives() + "/" + id, null).json().get("status").asText())
                .isEqualTo("archived");
        assertThat(sandbox.initiatives().findByRef("jira", "A-1")).get().satisfies(one -> {
            assertThat(one.title()).isEqualTo("Two");
            assertThat(one.effort()).isEqualTo(3);
        });
        assertThat(sandbox.initiatives().logbook("jira-sync")).extracting("action", "changed").containsExactly(
                tuple("created", List.of("title", "description", "effort", "status")),
                tuple("updated", List.of("title", "status")));
    }

    @Test
    void aReferenceIsTakenEvenByAnArchivedInitiative() throws Exception {
        start();
        post(BODY);
        sandbox.initiatives().archive(1);

        Client.Reply second = post(BODY.replace("One", "Other"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("error").asText()).isEqualTo("external_ref_conflict");
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
    }

    @Test
    void theSameKeyAndBodyIsAnsweredAgainWithoutDoingItAgain() throws Exception {
        start();
        Client.Reply first = post(BODY, "Idempotency-Key", KEY);
        sandbox.initiatives().delete(1);

        Client.Reply second = post(BODY, "Idempotency-Key", KEY);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(sandbox.initiatives().size()).isZero();
        assertThat(sandbox.initiatives().logbook()).hasSize(1);
    }

    @Test
    void aKeyIsForgottenAfter24Hours() throws Exception {
        start();
        post(BODY, "Idempotency-Key", KEY);
        clock.advance(Duration.ofHours(24));

        assertThat(post(BODY, "Idempotency-Key", KEY).status()).isEqualTo(409);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsAConflictAndAViolation() throws Exception {
        start();
        post(BODY, "Idempotency-Key", KEY);

        Client.Reply second = post(BODY.replace("One", "Two"), "Idempotency-Key", KEY);

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.json().get("error").asText()).isEqualTo("idempotency_key_conflict");
        assertThat(sandbox.violations()).singleElement().asString().contains(KEY).contains("again");
    }

    @Test
    void aFailedRequestLeavesItsKeyFree() throws Exception {
        start();
        assertThat(post("{\"title\":\"\"}", "Idempotency-Key", KEY).status()).isEqualTo(422);

        assertThat(post(BODY, "Idempotency-Key", KEY).status()).isEqualTo(201);
    }

    @Test
    void twoRequestsAtOnceUnderOneKeyConflict() throws Exception {
        start(new SandboxOptions().writeLatency(Duration.ofMillis(300)));

        CompletableFuture<Integer> one = client.voteLater("POST", client.initiatives(), BODY, KEY);
        CompletableFuture<Integer> two = client.voteLater("POST", client.initiatives(), BODY, KEY);

        assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(201, 409);
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with space in it, long"})
    void aMalformedKeyIsRefused(String key) throws Exception {
        start();

        Client.Reply reply = post(BODY, "Idempotency-Key", key);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("error").asText()).isEqualTo("invalid_idempotency_key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{}|title", "{\"title\":\" \"}|title",
        "{\"title\":\"a\",\"effort\":0}|effort", "{\"title\":\"a\",\"effort\":2.5}|effort",
        "{\"title\":\"a\",\"effort\":101}|effort", "{\"title\":\"a\",\"effort\":null}|effort",
        "{\"title\":\"a\",\"status\":\"closed\"}|status", "{\"title\":\"a\",\"description\":{}}|description",
        "{\"title\":\"a\",\"external_source\":\"jira\"}|external_ref",
        "{\"title\":\"a\",\"external_source\":\"abacus\",\"external_ref\":\"1\"}|external_source"})
    void aWrongFieldIsNamed(String body, String field) throws Exception {
        start();

        Client.Reply reply = post(body);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("error").asText()).isEqualTo("validation_error");
        assertThat(reply.json().get("errors").fieldNames()).toIterable().containsExactly(field);
    }

    @Test
    void lengthsAreCountedInCharactersNotInUtf16() throws Exception {
        start();

        assertThat(post(Json.object().put("title", "🚀".repeat(200)).toString()).status()).isEqualTo(201);
        assertThat(post(Json.object().put("title", "🚀".repeat(201)).toString()).status()).isEqualTo(422);
        assertThat(post(Json.object().put("title", "a").put("description", "x".repeat(20_001)).toString()).status())
                .isEqualTo(422);
    }

    @Test
    void tokensHaveScopesAndBacklogs() throws Exception {
        start();
        sandbox.initiatives().addBacklog("7002", "Other");
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken("pv_pat_reader", "reader",
                Set.of(PersonalAccessToken.READ), Set.of("7001")));
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken("pv_pat_nothing", "nothing", Set.of(), Set.of()));
        String[] reader = {"Authorization", "Bearer pv_pat_reader"};

        Client.Reply write = client.send("POST", client.initiatives(), BODY, reader);
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.json().get("error").asText()).isEqualTo("pat_scope_insufficient");
        Client.Reply other = client.send("GET", sandbox.priorityVoteUrl() + "/backlogs/7002/initiatives", null, reader);
        assertThat(other.json().get("error").asText()).isEqualTo("backlog_out_of_scope");
        Client.Reply none = client.send("GET", sandbox.priorityVoteUrl() + "/backlogs", null, "Authorization",
                "Bearer pv_pat_nothing");
        assertThat(none.json().get("error").asText()).isEqualTo("pat_scope_required");
        sandbox.priorityVoteTokens().revoke("pv_pat_reader");
        Client.Reply revoked = client.send("GET", sandbox.priorityVoteUrl() + "/backlogs", null, reader);
        assertThat(revoked.status()).isEqualTo(401);
        assertThat(revoked.json().get("error").asText()).isEqualTo("invalid_token");
    }

    @Test
    void anUnchangedListIsNotSentAgain() throws Exception {
        start();
        post(BODY);
        String tag = client.vote("GET", client.initiatives(), null).header("ETag");

        Client.Reply same = client.vote("GET", client.initiatives(), null, "If-None-Match", tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        post(BODY.replace("A-1", "A-2"));
        assertThat(client.vote("GET", client.initiatives(), null, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void listsArePaged() throws Exception {
        start();
        for (int i = 0; i < 55; i++) {
            sandbox.initiatives().add(sandbox.backlogId(), "I" + i, 1, "jira", "A-" + i);
        }

        assertThat(client.vote("GET", client.initiatives(), null).json().get("data")).hasSize(50);
        assertThat(client.vote("GET", client.initiatives() + "?page=2", null).json().get("data")).hasSize(5);
        assertThat(client.vote("GET", client.initiatives() + "?per_page=100", null).json().get("data")).hasSize(55);
        assertThat(client.vote("GET", sandbox.priorityVoteUrl() + "/backlogs", null).json().at("/data/0/id").asText())
                .isEqualTo("7001");
    }

    @ParameterizedTest
    @CsvSource({"ERROR,/error", "CODE,/code", "NESTED,/error/code", "PROBLEM,/code"})
    void theCodeStandsWhereTheShapeSays(Behaviour.ErrorShape shape, String pointer) throws Exception {
        start(Behaviour.standard().errors(shape));

        assertThat(lookUp("A-1").json().at(pointer).asText()).isEqualTo("initiative_not_found");
    }

    @Test
    void lookUpsAndIdsHaveOtherShapesBySwitch() throws Exception {
        start(Behaviour.standard().lookUp(Behaviour.LookUpShape.LIST).numericIds(true).patchNoContent(true));
        post(BODY);

        JsonNode found = lookUp("A-1").json();
        assertThat(found.get(0).get("id").isNumber()).isTrue();
        Client.Reply patch = client.vote("PATCH", client.initiatives() + "/" + found.get(0).get("id"),
                "{\"title\":\"Two\"}");
        assertThat(patch.status()).isEqualTo(204);
        assertThat(patch.body()).isEmpty();
    }

    @Test
    void aboveTheRateComes429UntilRetryAfterHasPassed() throws Exception {
        start(new SandboxOptions().priorityVoteRequestsPerSecond(1));
        assertThat(lookUp("A-1").status()).isEqualTo(404);

        Client.Reply refused = lookUp("A-1");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("error").asText()).isEqualTo("too_many_requests");
        clock.advance(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));
        assertThat(lookUp("A-1").status()).isEqualTo(404);
        assertThat(sandbox.violations()).isEmpty();
    }
}
