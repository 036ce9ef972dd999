package io.github.cameljirasync.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A Data Center pages through 10,000 issues of one result; a longer one is read as several. */
class LongResultsTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ISSUES = 25_000;
    private static final Pattern SINCE = Pattern.compile("updated >= (\\d+)");

    @ParameterizedTest
    @ValueSource(ints = {97, 250, 1_000})
    void every_issue_is_read_and_no_request_reaches_beyond_the_window(int pageSize) {
        MappedFields.ResolvedFields fields = new MappedFields(".fields.summary", "").resolved();
        ChangeSearch search = new ChangeSearch(Jql.of("project = SHOP"), Jql.of("project = SHOP").everything(), true,
                pageSize, Reading.PAGES, (page, again) -> List.of());
        Set<String> read = new HashSet<>();
        int requests = 0;
        while (!search.isDone()) {
            ObjectNode asked = search.search(fields);
            assertThat(asked.get("startAt").asInt() + pageSize).isLessThanOrEqualTo(10_000);
            read.addAll(search.take(answer(asked), fields).ids());
            requests++;
        }

        assertThat(read).hasSize(ISSUES);
        assertThat(search.newest()).isEqualTo(FIRST.plusSeconds(ISSUES - 1));
        assertThat(requests).isLessThan(ISSUES / pageSize * 11 / 10 + 10);
    }

    /** Issue n was updated n seconds after the first. */
    private static ObjectNode answer(ObjectNode asked) {
        Matcher since = SINCE.matcher(asked.get("jql").asText());
        int begin = since.find()
                ? (int) Duration.between(FIRST, Instant.ofEpochMilli(Long.parseLong(since.group(1)))).toSeconds() : 0;
        int from = begin + asked.get("startAt").asInt();
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("total", ISSUES - begin);
        page.putArray("issues");
        for (int i = from; i < Math.min(ISSUES, from + asked.get("maxResults").asInt()); i++) {
            page.withArray("issues").addObject().put("id", Integer.toString(i)).put("key", "SHOP-" + i).putObject("fields")
                    .put("updated", FIRST.plusSeconds(i).toString());
        }
        return page;
    }
}
