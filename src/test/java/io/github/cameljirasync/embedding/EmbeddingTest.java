package io.github.cameljirasync.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.StateStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar in an application with a plain Camel context: what it gives, and what it leaves alone. */
class EmbeddingTest {

    private static final String SYNC = "priority-vote";

    private Sandbox sandbox;

    @TempDir
    private Path folder;

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.start();
        sandbox.issues().addProject(DemoData.PROJECT, "Web shop");
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @Test
    void aPlainContextRunsTheSyncOfTheJarWithTheMappingOfTheJar() throws Exception {
        add("First", "Second");
        try (Host host = host("host").takeSync().start()) {
            assertThat(host.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sandbox.initiatives().all()).extracting("title").containsExactlyInAnyOrder("First", "Second");
            assertThat(sandbox.violations()).isEmpty();
        }
    }

    @Test
    void twoContextsInOneProcessWorkBesideEachOther() throws Exception {
        add("Of the first");
        try (Sandbox other = Sandbox.start()) {
            other.issues().addProject("OPS", "Operations");
            other.issues().add("OPS", issue -> issue.summary("Of the second"));
            try (Host first = host("first").takeSync().start();
                    Host second = new Host("second", other, folder.resolve("second.db")).set("jira.jql", "project = OPS")
                            .takeSync().start()) {
                assertThat(first.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
                assertThat(second.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
                first.close();
                other.issues().add("OPS", issue -> issue.summary("After the first has stopped"));
                assertThat(second.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
            }
            assertThat(sandbox.initiatives().all()).extracting("title").containsExactly("Of the first");
            assertThat(other.initiatives().all()).extracting("title")
                    .containsExactlyInAnyOrder("Of the second", "After the first has stopped");
        }
    }

    @Test
    void aFailureOfAHostRouteStaysTheHosts() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (Host host = host("host").takeSync().own(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own").process(exchange -> {
                    tries.incrementAndGet();
                    throw new java.io.IOException("of the host");
                });
            }
        }).start()) {
            assertThatThrownBy(() -> host.context().createProducerTemplate().sendBody("direct:own", "x"))
                    .isInstanceOf(CamelExecutionException.class).hasRootCauseMessage("of the host");
            assertThat(tries).hasValue(1);
            assertThat(host.context().getRegistry().lookupByNameAndType("jiraSyncDeadLetters", DeadLetters.class).count())
                    .isZero();
        }
    }

    @Test
    void theHostsComponentsKeepTheirSettings() throws Exception {
        add("One");
        try (Host host = host("host")) {
            HttpComponent http = host.context().getComponent("http", HttpComponent.class);
            http.setResponseTimeout(7_000);
            host.takeSync().start();
            host.run(SYNC);
            assertThat(host.context().getComponent("http", HttpComponent.class)).isSameAs(http);
            assertThat(http.getResponseTimeout()).isEqualTo(7_000);
            assertThat(http.getHttpClientConfigurer()).isNull();
            assertThat(http.isCookieManagementDisabled()).isFalse();
            assertThat(http.isFollowRedirects()).isFalse();
            KameletComponent kamelets = host.context().getComponent("kamelet", KameletComponent.class);
            assertThat(kamelets.isNoErrorHandler()).isEqualTo(new KameletComponent().isNoErrorHandler());
            assertThat(kamelets.getLocation()).isEqualTo(new KameletComponent().getLocation());
            assertThat(host.context().getRouteConfigurationDefinitions()).extracting("id")
                    .containsExactly("jira-sync-error-handling");
        }
    }

    @Test
    void namesOfTheHostDoNotCollide() throws Exception {
        add("One");
        try (Host host = host("host").own(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dead-letter").routeId("dead-letter").log("kept").id("keep");
                from("direct:prefixed").routeId("prefixed").nodePrefixId("own-").log("a").id("map").log("b").id("pace");
                from("direct:map").routeId("priority-vote").log("a").id("send").log("b").id("get").log("c").id("run").log("d").id("stop-run");
            }
        })) {
            host.context().getRegistry().bind("state", "of the host");
            host.context().getRegistry().bind("clock", "of the host");
            Set<String> before = beans(host);
            host.takeSync().start();
            assertThat(host.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
            Set<String> added = beans(host);
            added.removeAll(before);
            assertThat(added).isNotEmpty()
                    .allSatisfy(name -> assertThat(name).matches("jiraSync\\w+|adf_markdown|adf_text|cut"));
            assertThat(host.context().getRoutes()).extracting(route -> route.getRouteId())
                    .contains("dead-letter", "priority-vote", "jira-sync-dead-letter", "jira-to-priority-vote");
        }
    }

    @Test
    void theJarHasNothingAtItsRootThatAHostWouldRead() throws Exception {
        Path classes = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var entries = Files.list(classes)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .isSubsetOf("io", "kamelets", "camel-jira-sync", "META-INF").contains("io", "kamelets");
        }
        assertThat(classes.resolve("META-INF/services")).doesNotExist();
    }

    @Test
    void theClassesNeedNoLoggingBinding() throws Exception {
        Path classes = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var files = Files.walk(classes.resolve("io/github/cameljirasync"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().contains("/cli/") && !file.toString().contains("/sandbox/")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("ch/qos/logback"));
        }
    }

    @Test
    void theSourceKameletFeedsARouteOfTheHost() throws Exception {
        add("One", "Two", "Three");
        Set<String> got = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicInteger failures = new AtomicInteger(1);
        try (Host host = host("host").takeBeans().own(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:jira-issue-source?sync=own&url={{jira.url}}&email={{jira.email}}&token=RAW({{jira.token}})"
                        + "&jql=project = SHOP&mapping=classpath:camel-jira-sync/routes/mappings/priority-vote.jq"
                        + "&requestsPerSecond=0&noErrorHandler=true")
                        .routeId("own-sink")
                        .process(exchange -> {
                            String key = exchange.getVariable("jiraIssueKey", String.class);
                            if ("SHOP-2".equals(key) && failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("the host's sink failed");
                            }
                            got.add(key);
                        });
            }
        }).start()) {
            Run first = host.run("own");
            assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(first.reason()).contains("the host's sink failed");
            assertThat(got).doesNotContain("SHOP-2");

            assertThat(host.run("own").outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(got).containsExactlyInAnyOrder("SHOP-1", "SHOP-2", "SHOP-3");
        }
    }

    @Test
    void theHostsHealthAndMetricsShowTheSync() throws Exception {
        add("One");
        try (Host host = host("host")) {
            MeterRegistry meters = new SimpleMeterRegistry();
            host.context().getRegistry().bind("hostMeters", meters);
            host.takeSync().start();
            host.run(SYNC);
            assertThat(meters.get("jira_sync_issues").tags("sync", SYNC, "outcome", "created").functionCounter().count())
                    .isEqualTo(1);
            assertThat(HealthCheckHelper.invoke(host.context())).filteredOn(result -> "jira-sync".equals(result.getCheck().getId()))
                    .singleElement().extracting(HealthCheck.Result::getState).isEqualTo(HealthCheck.State.UP);
            host.close();
            assertThat(meters.getMeters()).isEmpty();
        }
    }

    @Test
    void aStopLeavesNoThreadAndNoOpenFile() throws Exception {
        add("One", "Two");
        Path file = folder.resolve("state.db");
        Host host = host("host").takeSync().start();
        host.run(SYNC);
        assertThat(ownThreads()).isNotEmpty();
        host.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(ownThreads()).isEmpty());
        assertThat(folder.resolve("state.db-wal")).doesNotExist();
        try (StateStore again = new StateStore("jdbc:sqlite:" + file, null, null)) {
            assertThat(new DeadLetters(again, java.time.Clock.systemUTC()).count()).isZero();
        }
        Files.delete(file);
        try (Host restarted = host("restarted").takeSync().start()) {
            assertThat(restarted.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
        }
        assertThat(sandbox.initiatives().size()).isEqualTo(2);
    }

    private static Set<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(name -> name.startsWith("jira-sync")).collect(Collectors.toSet());
    }

    private static Set<String> beans(Host host) {
        return host.context().getRegistry().findByTypeWithName(Object.class).entrySet().stream()
                .filter(bean -> !bean.getValue().getClass().getName().startsWith("org.apache.camel."))
                .map(java.util.Map.Entry::getKey).collect(Collectors.toSet());
    }

    private Host host(String name) throws Exception {
        return new Host(name, sandbox, folder.resolve("state.db"));
    }

    private void add(String... summaries) {
        for (String summary : summaries) {
            sandbox.issues().add(DemoData.PROJECT, issue -> issue.summary(summary));
        }
    }
}
