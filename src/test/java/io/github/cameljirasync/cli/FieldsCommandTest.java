package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldsCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_text_finds_the_effort_field_whatever_its_capitals(Flavour flavour) {
        try (Sandbox sandbox = Sandbox.start(new SandboxOptions().flavour(flavour))) {
            Cli.Outcome fields = new Cli(folder, sandbox).with("JIRA_JQL", "").with("PRIORITY_VOTE_PAT", "")
                    .run("fields", "story POINT");

            assertThat(fields.status()).as(fields.err()).isZero();
            assertThat(fields.out().lines().toList()).hasSizeGreaterThan(1);
            assertThat(fields.out().lines().skip(1)).allMatch(line -> line.matches("customfield_\\d+ +custom +number +Story [Pp]oint.*"));
            assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE)).isZero();
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void without_a_text_all_fields_are_listed_and_an_unknown_one_is_said_to_be_none() {
        try (Sandbox sandbox = Sandbox.start()) {
            Cli cli = new Cli(folder, sandbox);

            assertThat(cli.run("fields").out().lines()).anyMatch(line -> line.matches("summary +system +string +Summary"));
            assertThat(cli.run("fields", "no such field").err()).startsWith("Jira shows this account no field with 'no such field'");
        }
    }

    @Test
    void a_refused_token_is_said_though_jira_answers_the_list_to_a_stranger() {
        try (Sandbox sandbox = Sandbox.start()) {
            Cli.Outcome fields = new Cli(folder, sandbox).with("JIRA_TOKEN", "wrong").run("fields");

            assertThat(fields.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(fields.err()).contains("refused the credential").hasLineCount(1);
            assertThat(fields.out()).isEmpty();
        }
    }

    @Test
    void a_missing_setting_is_named() {
        try (Sandbox sandbox = Sandbox.start()) {
            Cli.Outcome fields = new Cli(folder, sandbox).with("JIRA_URL", "").run("fields");

            assertThat(fields.status()).isEqualTo(ExitStatus.MISCONFIGURED);
            assertThat(fields.err()).startsWith("Setting jira.url (environment variable JIRA_URL) is missing");
        }
    }
}
