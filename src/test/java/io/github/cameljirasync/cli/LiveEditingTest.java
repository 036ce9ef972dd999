package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import io.github.cameljirasync.state.Runs;
import io.github.cameljirasync.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LiveEditingTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Sandbox sandbox = Sandbox.start(new SandboxOptions().writeLatency(Duration.ofMillis(50)));
    private final Logger logger = (Logger) LoggerFactory.getLogger(LiveEditing.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;
    private Path mapping;
    private Path route;
    private Path kamelet;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().add("SHOP", one -> one.summary("Search by colour"));
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        Folders.copy(Path.of("src/main/resources/kamelets"), folder.resolve("kamelets"));
        mapping = folder.resolve("routes/mappings/priority-vote.jq");
        route = folder.resolve("routes/jira-to-priority-vote.camel.yaml");
        kamelet = folder.resolve("kamelets/priority-vote-update-action.kamelet.yaml");
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        Cli cli = new Cli(folder, sandbox).with("SYNC_CRON", "0/1 * * * * ?");
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        EditedFolders edited = EditedFolders.of(folder);
        EditedFiles files = EditedFiles.read(edited.folders());
        bundle = Bundle.start(cli.shell(nowhere, nowhere), Bundle.Part.SCHEDULE, edited.settings());
        LiveEditing.of(bundle, edited.folders(), files, new LiveSettings(bundle, folder));
        await().atMost(SOON).until(() -> title(1).equals(Optional.of("Search by colour")));
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
        bundle.close();
        sandbox.close();
    }

    @Test
    void a_changed_mapping_is_what_the_next_run_delivers_with_and_state_and_paces_are_the_same() throws Exception {
        StateStore store = bundle.bean("jiraSyncState", StateStore.class);
        RateGates gates = bundle.bean("jiraSyncGates", RateGates.class);

        edit(mapping, "(.fields.summary // .key)", "(\"Story: \" + .fields.summary)");

        await().atMost(SOON).until(() -> title(1).equals(Optional.of("Story: Search by colour")));
        assertThat(sandbox.initiatives().all()).hasSize(1);
        assertThat(bundle.bean("jiraSyncState", StateStore.class)).isSameAs(store);
        assertThat(bundle.bean("jiraSyncGates", RateGates.class)).isSameAs(gates);
        assertThat(bundle.bean("jiraSyncRunHistory", Runs.class).latest(100))
                .allMatch(run -> List.of("finished", "running").contains(run.summary().outcome()));
    }

    @Test
    void a_broken_route_is_refused_with_its_line_and_the_old_one_syncs_until_it_is_mended() throws Exception {
        String good = Files.readString(route);
        edit(route, "        - idempotentConsumer:", "        - idempotentConsumr:");

        await().atMost(SOON).until(() -> warnings().size() == 1);
        int line = good.lines().toList().indexOf("        - idempotentConsumer:") + 1;
        assertThat(warnings().get(0)).startsWith("Refused, and what ran before goes on: " + route + ":" + line + ":")
                .contains("idempotentConsumr").doesNotContain("\n");
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        await().atMost(SOON).until(() -> title(2).equals(Optional.of("Pay by invoice")));

        Files.writeString(route, good.replace("        - bean:\n            id: hash\n", """
                - transform:
                    id: shout
                    description: Louder
                    expression:
                      jq:
                        expression: .title |= ascii_upcase
                - bean:
                    id: hash
        """));
        sandbox.issues().add("SHOP", one -> one.summary("Faster checkout"));

        await().atMost(SOON).until(() -> title(3).equals(Optional.of("FASTER CHECKOUT")));
    }

    @Test
    void a_route_that_is_well_formed_and_cant_be_loaded_is_refused_and_the_old_one_is_loaded_again() throws Exception {
        edit(route, "timePeriodMillis: \"1000\"", "timePeriodMillis: a second");

        await().atMost(SOON).until(() -> warnings().size() == 1);
        assertThat(warnings().get(0)).contains(route.toString()).contains("a secon").doesNotContain(sandbox.pat());
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        await().atMost(SOON).until(() -> title(2).equals(Optional.of("Pay by invoice")));
    }

    @Test
    void mistakes_that_camel_would_accept_are_refused_with_their_place() throws Exception {
        edit(mapping, "| adf_markdown", "| adf_markdwon");
        edit(route, "requestsPerSecond: \"{{jira.", "requestPerSecond: \"{{jira.");

        await().atMost(SOON).until(() -> warnings().stream().anyMatch(line -> line.contains("adf_markdwon")
                && line.contains("has no parameter 'requestPerSecond'")));
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        await().atMost(SOON).until(() -> title(2).equals(Optional.of("Pay by invoice")));
        assertThat(sandbox.initiatives().all()).hasSize(2);
    }

    @Test
    void a_broken_mapping_is_refused_and_the_old_one_syncs() throws Exception {
        edit(mapping, "external_source: \"jira\",", "external_source: \"jira\",,");

        await().atMost(SOON).until(() -> warnings().size() == 1);
        assertThat(warnings().get(0)).contains(mapping + ":");
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        await().atMost(SOON).until(() -> title(2).equals(Optional.of("Pay by invoice")));
    }

    @Test
    void a_changed_kamelet_takes_effect() throws Exception {
        edit(kamelet, "expression: ${variable.jiraSyncPayload}", "expression: '{\"title\": \"from the Kamelet\"}'");
        await().atMost(SOON).until(() -> messages().stream().anyMatch(line -> line.startsWith("In effect: " + kamelet)));

        sandbox.issues().change("SHOP-1", one -> one.summary("Search by size"));

        await().atMost(SOON).until(() -> title(1).equals(Optional.of("from the Kamelet")));
    }

    @Test
    void a_sync_in_a_new_file_begins_and_ends_with_its_file() throws Exception {
        Path second = folder.resolve("routes/second.camel.yaml");
        Files.writeString(second, """
                - route:
                    id: second
                    description: Ticks
                    from:
                      id: tick
                      uri: quartz
                      parameters:
                        groupName: jira-sync
                        triggerName: second
                        cron: 0 0 0 1 1 ?
                      steps:
                        - log:
                            id: say
                            message: tick
                """);
        await().atMost(SOON).until(() -> bundle.ticks().containsKey("second"));

        Files.delete(second);

        await().atMost(SOON).until(() -> !bundle.ticks().containsKey("second"));
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        await().atMost(SOON).until(() -> title(2).equals(Optional.of("Pay by invoice")));
    }

    @Test
    void a_run_under_way_ends_before_a_change_takes_effect() throws Exception {
        sandbox.requests().clear();
        for (int i = 0; i < 300; i++) {
            int number = i;
            sandbox.issues().add("SHOP", one -> one.summary("Story " + number));
        }
        await().atMost(SOON).until(() -> sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "POST") > 0);

        edit(mapping, "effort: effort", "effort: 42");

        await().atMost(Duration.ofSeconds(60)).until(() -> sandbox.initiatives().all().size() == 301
                && sandbox.initiatives().all().stream().allMatch(one -> one.effort() == 42));
        assertThat(bundle.bean("jiraSyncRunHistory", Runs.class).latest(100))
                .allMatch(run -> List.of("finished", "running").contains(run.summary().outcome()));
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void changed_beans_ask_for_a_new_start_and_nothing_is_made_twice() throws Exception {
        StateStore store = bundle.bean("jiraSyncState", StateStore.class);
        Path beans = folder.resolve("routes/beans.camel.yaml");

        Files.writeString(beans, Files.readString(beans) + "    - name: mine\n      type: java.lang.Object\n");

        await().atMost(SOON).until(() -> warnings().size() == 1);
        assertThat(warnings().get(0)).contains("beans.camel.yaml has changed").contains("start again");
        assertThat(bundle.bean("jiraSyncState", StateStore.class)).isSameAs(store);
    }

    private Optional<String> title(int number) {
        return sandbox.initiatives().findByRef("jira", "SHOP-" + number).map(Initiative::title);
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private List<String> messages() {
        return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage).toList();
    }
}
