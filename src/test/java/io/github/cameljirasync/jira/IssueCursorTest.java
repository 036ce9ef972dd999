package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.DeliveryPool;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Up to where the watermark may move, page by page. */
class IssueCursorTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IssueCursor cursor;

    @BeforeEach
    void provenCursor() throws Exception {
        Run run = new Run(1, "priority-vote", RunRequest.tick(), Instant.now());
        ChangeSearch search = new ChangeSearch(Jql.of("project = SHOP"), "project = SHOP", false, 250, Reading.PAGES,
                (page, again) -> List.of());
        cursor = new IssueCursor(run, new MappedFields("", ""), new RecordCursor(List.of(), "", null),
                new RetrySearch(Jql.of("project = SHOP"), false, List.of(), false),
                search, false, new Tries(1, 0), "", null, new DeliveryPool());
        cursor.take(me());
        done();
    }

    @Test
    void pages_in_order_move_the_watermark_at_the_end_of_the_search_and_once() throws Exception {
        cursor.getSearch();
        cursor.take(page("token-1", "10:00", "10:01"));
        assertThat(done()).isNull();
        cursor.take(page("token-2", "10:01", "10:05"));
        assertThat(done()).isNull();
        cursor.take(page(null, "10:07"));
        assertThat(done()).isNull();
        cursor.take(me());
        assertThat(done()).isEqualTo(at("10:07"));
        assertThat(cursor.getHasNext()).isFalse();
        assertThat(done()).isNull();
    }

    @Test
    void pages_that_go_back_move_the_watermark_to_the_newest_of_all() throws Exception {
        cursor.getSearch();
        cursor.take(page("token-1", "10:05", "10:09"));
        assertThat(done()).isNull();
        cursor.take(page("token-2", "10:02", "10:03"));
        assertThat(done()).isNull();
        cursor.take(page(null, "10:04", "10:06"));
        assertThat(done()).isNull();
        cursor.take(me());
        assertThat(done()).isEqualTo(at("10:09"));
    }

    @Test
    void an_empty_last_page_is_the_end_of_a_search() throws Exception {
        cursor.getSearch();
        cursor.take(page("token-1", "10:05", "10:09"));
        done();
        cursor.take(page(null));
        assertThat(done()).isNull();
        cursor.take(me());
        assertThat(done()).isEqualTo(at("10:09"));
    }

    /** What the poll does when a page has been delivered. */
    private Instant done() {
        Instant newest = cursor.newest();
        cursor.turnPage();
        return newest;
    }

    private static JsonNode me() throws Exception {
        return JSON.readTree("{\"accountId\": \"5c0d\"}");
    }

    private static JsonNode page(String token, String... times) {
        ObjectNode page = JSON.createObjectNode();
        for (String time : times) {
            page.withArray("issues").addObject().put("id", time.replace(":", "")).put("key", "SHOP-" + time.replace(":", ""))
                    .putObject("fields").put("updated", "2026-03-01T" + time + ":00.000+0000");
        }
        page.withArray("issues");
        if (token != null) {
            page.put("nextPageToken", token);
        }
        return page;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }
}
