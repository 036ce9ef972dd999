package io.github.cameljirasync.sync;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the mapping makes of the configured field: Jira's numbers are 8.0, an effort is a whole number from 1 to 100. */
class EffortTest extends SyncTest {

    @ParameterizedTest
    @CsvSource({"8.0, 8", "2.5, 3", "0.5, 1", "250, 100", "0, 1", ", 1"})
    void the_effort_is_the_configured_field_as_a_whole_number(Double points, int effort) {
        sync().with("sync.effort-field", "customfield_10016");
        sandbox().issues().add("SHOP", issue -> issue.summary("Estimated").storyPoints(points));

        sync().once();

        assertThat(sandbox().initiatives().all()).extracting(one -> one.effort()).isEqualTo(List.of(effort));
    }

    @Test
    void a_field_given_by_name_is_looked_up_once_and_not_by_every_tick() {
        sync().with("sync.effort-field", "Story Points");
        sandbox().issues().add("SHOP", issue -> issue.summary("Estimated").storyPoints(5.0));
        sync().once();
        sync().forgetRequests();

        sync().once();

        assertThat(sandbox().initiatives().all()).extracting(one -> one.effort()).isEqualTo(List.of(5));
        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 1L));
    }
}
