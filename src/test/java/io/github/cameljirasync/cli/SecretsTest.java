package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        new DemoData(sandbox.issues(), 1).seed(5, Instant.now());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATATT3xFfGF0=1A2B", "a+b&c=d?e/f#g:h@i", "100%sure%zz", "x,y;z", "RAW(x)", "'q\"q'", "{a}$b"})
    void secretsOfAnyCharactersReachTheirServiceAsTheyAre(String secret) {
        sandbox.jiraCredentials().replace(sandbox.email(), secret);
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken("pv_pat_" + secret, "odd",
                Set.of(PersonalAccessToken.WRITE), Set.of(sandbox.backlogId())));
        Cli cli = new Cli(folder, sandbox).with("JIRA_TOKEN", secret).with("PRIORITY_VOTE_PAT", "pv_pat_" + secret);

        Cli.Outcome check = cli.run("check");
        Cli.Outcome once = cli.run("once");

        assertThat(check.out()).doesNotContain("WRONG");
        assertThat(once.status()).as(once.all()).isEqualTo(ExitStatus.OK);
        assertThat(check.all() + once.all()).doesNotContain(secret);
    }

    @Test
    void noFailureShowsASecret() {
        Cli cli = new Cli(folder, sandbox).with("JIRA_TOKEN", "marked&token%zz+1").with("PRIORITY_VOTE_PAT", "marked{{x}}")
                .with("STATE_PASSWORD", "marked-password");

        for (String command : new String[] {"once", "check"}) {
            assertThat(cli.run(command).all()).doesNotContain("marked").doesNotContain("Exception");
        }
    }
}
