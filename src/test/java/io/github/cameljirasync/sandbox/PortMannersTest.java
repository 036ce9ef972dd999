package io.github.cameljirasync.sandbox;

import static io.github.cameljirasync.sandbox.PortClient.entity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.port.PortBehaviour.RateHint;
import io.github.cameljirasync.sandbox.port.PortEvent;
import io.github.cameljirasync.sandbox.port.RateGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, faults and what the referee thinks of a client of Port. */
class PortMannersTest {

    private static final PortBehaviour ONE_BULK_IN_TEN_SECONDS = PortBehaviour.standard()
            .window(Duration.ofSeconds(10)).limit(RateGroup.BULK_UPSERT, 1);

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private PortClient port;

    private void start(SandboxOptions options) throws Exception {
        sandbox = Sandbox.start(options.clock(clock));
        port = new PortClient(sandbox);
        PortClient.defineBlueprints(sandbox);
    }

    private void start(PortBehaviour behaviour) throws Exception {
        start(new SandboxOptions().port(behaviour));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Client.Reply bulk() throws Exception {
        return port.bulk("jiraIssue", entity("PA-1"));
    }

    @Test
    void aboveTheLimitComes429UntilTheWindowEnds() throws Exception {
        start(ONE_BULK_IN_TEN_SECONDS);
        Client.Reply first = bulk();
        clock.advance(Duration.ofSeconds(4));
        Client.Reply second = bulk();

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("x-ratelimit-limit")).isEqualTo("1");
        assertThat(first.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(first.header("x-ratelimit-period")).isEqualTo("10");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.header("Retry-After")).isEqualTo("6");
        assertThat(port.upsert("jiraIssue", entity("PA-1").toString()).status()).as("another group").isEqualTo(200);
        clock.advance(Duration.ofSeconds(6));
        assertThat(bulk().status()).isEqualTo(200);
        assertThat(sandbox.port().counters().count(PortEvent.RATE_LIMITED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_SECONDS", "RESET_EPOCH"})
    void theWaitMayStandInTheResetHeaderAlone(RateHint hint) throws Exception {
        start(ONE_BULK_IN_TEN_SECONDS.hint(hint));
        bulk();
        Client.Reply refused = bulk();

        assertThat(refused.header("Retry-After")).isNull();
        assertThat(refused.header("x-ratelimit-reset")).isEqualTo(hint == RateHint.RESET_SECONDS ? "10"
                : Long.toString(Instant.parse("2026-11-20T12:00:10Z").getEpochSecond()));
        clock.advance(Duration.ofMillis(9_500));
        bulk();
        assertThat(sandbox.violations()).singleElement().asString().contains("500 ms before the x-ratelimit-reset of");
        clock.advance(Duration.ofSeconds(1));
        assertThat(bulk().status()).isEqualTo(200);
        assertThat(sandbox.violations()).hasSize(1);
    }

    @Test
    void anotherTokenDoesNotEndAPause() throws Exception {
        start(ONE_BULK_IN_TEN_SECONDS);
        bulk();
        bulk();
        clock.advance(Duration.ofSeconds(5));
        port.forgetToken();

        bulk();

        assertThat(sandbox.violations()).singleElement().asString().contains("before the Retry-After of '10'")
                .contains("/entities/bulk");
    }

    @Test
    void theDocumentedLimitsAreThoseOfFiveMinutes() throws Exception {
        start(PortBehaviour.standard().documentedLimits());

        assertThat(bulk().header("x-ratelimit-limit")).isEqualTo("35000");
        assertThat(port.upsert("jiraIssue", entity("PA-2").toString()).header("x-ratelimit-limit")).isEqualTo("10000");
        assertThat(port.askForToken().header("x-ratelimit-period")).isEqualTo("300");
    }

    @Test
    void aTokenThatWasRefusedIsNotToBeUsedAgain() throws Exception {
        start(PortBehaviour.standard().tokenLife(Duration.ofSeconds(5)));
        bulk();
        clock.advance(Duration.ofSeconds(5));
        assertThat(bulk().status()).isEqualTo(401);
        assertThat(bulk().status()).isEqualTo(401);
        assertThat(sandbox.violations()).as("it may have been on its way").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        bulk();
        assertThat(sandbox.violations()).singleElement().asString()
                .endsWith("uses an access token again that was refused with 401");
        port.forgetToken();
        assertThat(bulk().status()).isEqualTo(200);
        assertThat(sandbox.violations()).hasSize(1);
    }

    @Test
    void aRequestWithoutAUserAgentIsAViolation() throws Exception {
        start(PortBehaviour.standard());
        port.send("GET", "/v1/blueprints", null);
        assertThat(sandbox.violations()).isEmpty();

        port.send("GET", "/v1/blueprints", null, "User-Agent", "");

        assertThat(sandbox.violations()).singleElement().asString().endsWith("has no User-Agent");
    }

    @Test
    void credentialsOfAnotherSystemAreAViolation() throws Exception {
        start(PortBehaviour.standard());
        Client client = new Client(sandbox);

        client.send("GET", sandbox.portUrl() + "/v1/blueprints", null, "Authorization", client.jiraAuthorization());

        assertThat(sandbox.violations()).singleElement().asString().endsWith("carries credentials that are not Port's");
    }

    @Test
    void faultsHitPortLikeTheOthers() throws Exception {
        start(PortBehaviour.standard());
        bulk();
        sandbox.faults().add(Fault.status(503).on(RemoteSystem.PORT));
        sandbox.faults().add(Fault.status(429).rateLimitReset(Duration.ofSeconds(7)).on(RemoteSystem.PORT));
        sandbox.faults().add(Fault.status(429).rateLimitResetEpoch(Duration.ofSeconds(7)).on(RemoteSystem.PORT));
        sandbox.faults().add(Fault.resetAfter().on(RemoteSystem.PORT));
        sandbox.faults().add(Fault.halfAnswer().path("/bulk$"));

        assertThat(bulk().json().get("ok").asBoolean()).isFalse();
        assertThat(bulk().header("x-ratelimit-reset")).isEqualTo("7");
        assertThat(bulk().header("x-ratelimit-reset"))
                .isEqualTo(Long.toString(Instant.parse("2026-11-20T12:00:07Z").getEpochSecond()));
        assertThatThrownBy(() -> port.bulk("jiraIssue", entity("PA-2"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> port.bulk("jiraIssue", entity("PA-3"))).isInstanceOf(IOException.class);
        assertThat(sandbox.portEntities().size()).as("carried out, only the answers were lost").isEqualTo(3);
        assertThat(sandbox.requests().count(RemoteSystem.PORT, "POST", -1)).isEqualTo(2);
    }

    @Test
    void requestsToPortAreRememberedAndShown() throws Exception {
        start(PortBehaviour.standard());
        bulk();
        Client client = new Client(sandbox);

        assertThat(sandbox.requests().to(RemoteSystem.PORT)).extracting(RecordedRequest::path)
                .containsExactly("/v1/auth/access_token", "/v1/blueprints/jiraIssue/entities/bulk");
        Client.Reply summary = client.send("GET", sandbox.portUrl() + "/_sandbox", null);
        assertThat(summary.json().get("entities").asInt()).isEqualTo(1);
        assertThat(summary.json().at("/port/bulk_call").asInt()).isEqualTo(1);
        assertThat(client.send("GET", sandbox.catalogPageUrl(), null).body()).contains("Title of PA-1");
    }

    @Test
    void theSandboxesSettingsReachPort() throws Exception {
        start(PortBehaviour.standard());
        Map<String, String> settings = sandbox.environment();

        Client.Reply token = new Client(sandbox).send("POST", settings.get("PORT_URL") + "/v1/auth/access_token",
                Json.object().put("clientId", settings.get("PORT_CLIENT_ID"))
                        .put("clientSecret", settings.get("PORT_CLIENT_SECRET")).toString());

        assertThat(token.status()).isEqualTo(200);
        assertThat(settings).containsEntry("JIRA_ORGANIZATION_ID", DemoData.ORGANIZATION);
    }

    @Test
    void aFaultOfPortCanBeSwitchedOnFromOutside() throws Exception {
        start(PortBehaviour.standard());
        bulk();
        new Client(sandbox).send("POST", sandbox.portUrl() + "/_sandbox/faults",
                "{\"status\":429,\"rateLimitReset\":3,\"system\":\"port\"}");

        Client.Reply refused = bulk();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("x-ratelimit-reset")).isEqualTo("3");
        assertThat(refused.header("Retry-After")).isNull();
    }

    @Test
    void quietBookkeepingCountsOnly() throws Exception {
        start(new SandboxOptions().quietBookkeeping());
        port.send("POST", "/v1/blueprints/jiraIssue/bulk/entities/delete", "{\"entities\":["
                + "\"x\",".repeat(100) + "\"x\"]}");

        assertThat(sandbox.violations()).isEmpty();
        assertThat(sandbox.port().counters().count(PortEvent.DELETE_CALL)).isEqualTo(1);
    }
}
