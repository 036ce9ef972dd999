package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void a_program_that_is_told_to_stop_while_it_starts_says_so_and_not_that_it_failed() {
        Explanation explanation = Explanation.of(new RuntimeException(new IllegalStateException("Shutdown in progress")));

        assertThat(explanation.sentence()).isEqualTo("Told to stop before it had started; nothing has begun.");
        assertThat(explanation.status()).isEqualTo(ExitStatus.UNREACHABLE);
    }

    @Test
    void the_first_cause_that_means_something_to_a_person_is_told() {
        Explanation explanation = Explanation.of(new RuntimeException("wrapper", new IOException("connection reset")));

        assertThat(explanation.sentence()).isEqualTo("No answer: connection reset.");
        assertThat(explanation.status()).isEqualTo(ExitStatus.UNREACHABLE);
    }

    @Test
    void what_nobody_knows_is_the_first_line_of_the_deepest_cause() {
        Explanation explanation = Explanation.of(new RuntimeException("wrapper", new Error("deep\nand long")));

        assertThat(explanation.sentence()).isEqualTo("The program failed: deep");
        assertThat(explanation.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }
}
