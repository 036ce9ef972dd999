package io.github.cameljirasync.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.TryAgainException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever stands in the place of a member of a page or of an issue, it costs no more than that. */
class BrokenPagesPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final MappedFields.ResolvedFields FIELDS = new MappedFields(".fields.summary", "").resolved();

    @Property
    void anything_in_the_place_of_a_member_of_an_issue_costs_that_issue(@ForAll @IntRange(min = 0, max = 3) int broken,
            @ForAll long seed, @ForAll boolean dataCenter) throws Exception {
        ObjectNode page = page();
        replaceOne((ArrayNode) page.get("issues"), broken, new Random(seed));

        IssuePage taken = search(dataCenter).take(page, FIELDS);

        Set<String> others = Set.of("100", "101", "102", "103").stream()
                .filter(id -> !id.equals("10" + broken)).collect(Collectors.toSet());
        assertThat(taken.ids()).containsAll(others);
        assertThat(taken.issues()).allSatisfy(issue -> assertThat(issue.fault()).isEmpty());
        assertThat(taken.issues().size() + taken.broken().size()).isEqualTo(4);
        assertThat(taken.broken()).allSatisfy(issue -> assertThat(issue.reason()).isNotBlank());
    }

    @Property
    void anything_in_the_place_of_a_member_of_a_page_is_a_page_or_is_asked_for_again(@ForAll long seed,
            @ForAll boolean dataCenter) throws Exception {
        Random random = new Random(seed);
        ObjectNode page = page();
        List<String> members = new ArrayList<>();
        page.fieldNames().forEachRemaining(members::add);
        page.set(members.get(random.nextInt(members.size())), anything(random, 0));

        try {
            search(dataCenter).take(page, FIELDS);
        } catch (TryAgainException | IncompleteSearchException meant) {
            assertThat(meant).hasMessageNotContaining("null");
        }
    }

    @Property
    void anything_in_the_place_of_a_page_is_asked_for_again(@ForAll long seed, @ForAll boolean dataCenter) {
        try {
            search(dataCenter).take(anything(new Random(seed), 0), FIELDS);
        } catch (TryAgainException meant) {
            assertThat(meant).hasMessageContaining("no page of issues");
        }
    }

    private static ChangeSearch search(boolean dataCenter) {
        return new ChangeSearch(Jql.of("project = SHOP"), "project = SHOP", dataCenter, 250, Reading.PAGES,
                (page, again) -> List.of());
    }

    private static void replaceOne(ArrayNode issues, int index, Random random) {
        ObjectNode issue = (ObjectNode) issues.get(index);
        ObjectNode fields = (ObjectNode) issue.get("fields");
        switch (random.nextInt(6)) {
            case 0 -> issues.set(index, anything(random, 0));
            case 1 -> issue.set("id", anything(random, 0));
            case 2 -> issue.set("key", anything(random, 0));
            case 3 -> issue.set("fields", anything(random, 0));
            case 4 -> fields.set("updated", anything(random, 0));
            default -> issue.remove(List.of("id", "key", "fields").get(random.nextInt(3)));
        }
    }

    private static JsonNode anything(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(10_000L + random.nextInt());
            case 3 -> NODES.numberNode(random.nextDouble());
            case 4 -> NODES.textNode("");
            case 5 -> NODES.textNode("2026-13-99T99:99:99.000+0000");
            case 6 -> NODES.textNode(new String(new char[] {(char) random.nextInt(65_536), (char) random.nextInt(65_536)}));
            case 7 -> NODES.arrayNode().add(anything(random, depth + 1)).add(anything(random, depth + 1));
            default -> NODES.objectNode().set("fields", anything(random, depth + 1));
        };
    }

    private static ObjectNode page() throws Exception {
        ObjectNode page = (ObjectNode) JSON.readTree("{\"issues\": [], \"nextPageToken\": \"next\", \"isLast\": false,"
                + " \"startAt\": 0, \"maxResults\": 250, \"total\": 900}");
        for (int i = 0; i < 4; i++) {
            page.withArray("issues").addObject().put("id", "10" + i).put("key", "SHOP-" + i)
                    .putObject("fields").put("summary", "Issue " + i).put("updated", "2026-03-01T10:0" + i + ":00.000+0000");
        }
        return page;
    }
}
