package io.github.cameljirasync.mapping;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.cameljirasync.mapping.Rendering.json;
import static io.github.cameljirasync.mapping.Rendering.link;
import static io.github.cameljirasync.mapping.Rendering.markdown;
import static io.github.cameljirasync.mapping.Rendering.node;
import static io.github.cameljirasync.mapping.Rendering.p;
import static io.github.cameljirasync.mapping.Rendering.t;
import static org.assertj.core.api.Assertions.assertThat;

class AdfMarkdownTest {

    @Test
    void neighbours_with_the_same_mark_share_it_and_white_space_stays_outside() {
        assertThat(markdown(p(t("Hello "), t(" bold ", "strong"), t("and both ", "strong", "em"), t("end"))))
                .isEqualTo("Hello  **bold *and both*** end");
    }

    @Test
    void every_visible_mark_has_its_syntax() {
        assertThat(markdown(p(t("a", "em"), t(" "), t("b", "strike"), t(" "), t("c", "underline"), t(" "),
                t("d", "{'type':'subsup','attrs':{'type':'sup'}}"), t("e", "{'type':'subsup','attrs':{'type':'sub'}}"),
                t(" "), t("f", "code"), t(" "), t("g", "textColor", "alignment", "annotation"))))
                .isEqualTo("*a* ~~b~~ <u>c</u> <sup>d</sup><sub>e</sub> `f` g");
    }

    @Test
    void neighbouring_code_is_one_code_span_with_a_fence_longer_than_its_backticks() {
        assertThat(markdown(p(t("a`b", "code"), t("``", "code")))).isEqualTo("```` a`b`` ````".replace("````", "```"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {
        "a*b_c_d snake_case ~ a\\*b_c_d snake_case",
        "_x_ `y` [z] ~ \\_x\\_ \\`y\\` \\[z\\]",
        "# no heading ~ \\# no heading",
        "1. no item ~ 1\\. no item",
        "- no item ~ \\- no item",
        "-5 degrees ~ -5 degrees",
        "> no quote ~ \\> no quote",
        "--- ~ \\---",
        "1 < 2 <b> ~ 1 < 2 \\<b>",
        "AT&T &amp; ~ AT&T \\&amp;",
        "| a | ~ \\| a |",
        "https://x.y/_a_b?c=d&e ~ https://x.y/_a_b?c=d&e",
        "wow! ~ wow\\!",
    })
    void text_that_looks_like_markdown_is_escaped(String text, String expected) {
        assertThat(markdown(p(t(text)))).isEqualTo(expected);
    }

    @Test
    void a_link_has_its_destination_encoded() {
        assertThat(markdown(p(t("a]b", link("https://x.y/a b(c)")))))
                .isEqualTo("[a\\]b](https://x.y/a%20b%28c%29)");
    }

    @Test
    void a_link_that_is_its_own_text_is_written_once() {
        assertThat(markdown(p(t("https://x.y", link("https://x.y"))))).isEqualTo("<https://x.y>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", " JavaScript:alert(1)", "java\\nscript:alert(1)", "data:text/html,x",
        "vbscript:x", "java&Tab;script:x"})
    void a_link_with_a_hostile_scheme_is_text_only(String href) {
        assertThat(markdown(p(t("click", link(href))))).startsWith("click").doesNotContain("](");
    }

    @ParameterizedTest
    @CsvSource({"'1767225600000',2026-01-01", "'1767225600',2026-01-01", "-1,1969-12-31", "someday,someday"})
    void a_date_is_in_seconds_or_milliseconds(String timestamp, String expected) {
        assertThat(markdown(p(node("date", "'timestamp':'" + timestamp + "'")))).isEqualTo(expected);
        if (expected.startsWith("2026")) {
            assertThat(markdown(p(node("date", "'timestamp':" + timestamp)))).isEqualTo(expected);
            assertThat(markdown(p(node("date", "'timestamp':" + timestamp + ".0")))).isEqualTo(expected);
        }
    }

    @Test
    void a_mention_has_one_at_sign_and_falls_back_to_its_id() {
        assertThat(markdown(p(node("mention", "'text':'@Ann'"), t(" "), node("mention", "'text':'Bob'"), t(" "),
                node("mention", "'id':'5b10'")))).isEqualTo("@Ann @Bob @5b10");
    }

    @Test
    void an_emoji_is_its_text_or_else_its_short_name() {
        assertThat(markdown(p(node("emoji", "'text':'😀','shortName':':grin:'"), node("emoji", "'shortName':':our_logo:'"))))
                .isEqualTo("😀:our_logo:");
    }

    @Test
    void cards_show_their_title_or_url() {
        assertThat(markdown(p(node("inlineCard", "'url':'https://x.y'"), t(" "),
                node("inlineCard", "'data':{'name':'Page','url':'https://z'}"))
                + "," + node("blockCard", "'url':'javascript:x'")))
                .isEqualTo("<https://x.y> [Page](https://z)\n\njavascript:x");
    }

    @Test
    void status_placeholder_and_inline_extension_show_their_text() {
        assertThat(markdown(p(node("status", "'text':'DONE','color':'green'"), t(" "),
                node("placeholder", "'text':'type here'"), t(" "), node("inlineExtension", "'text':'macro'"))))
                .isEqualTo("`DONE` type here macro");
    }

    @Test
    void a_nested_list_is_indented_below_its_parent() {
        assertThat(markdown(node("orderedList", "'order':9",
                node("listItem", "", p(t("a")), node("bulletList", "", node("listItem", "", p(t("b")))))
                + "," + node("listItem", "", p(t("c")), p(t("d"))))))
                .isEqualTo("9. a\n   - b\n10. c\n\n    d");
    }

    @Test
    void an_empty_item_keeps_its_marker_and_its_line() {
        assertThat(markdown(node("bulletList", "", node("listItem", "", p()), node("listItem", "", node("blockquote", "", p(t("q")), p(t("r")))))))
                .isEqualTo("-\n- > q\n  >\n  > r");
    }

    @Test
    void neighbouring_quotes_stay_apart() {
        assertThat(markdown(node("blockquote", "", p(t("a"))) + "," + node("blockquote", "", p(t("b"))))).isEqualTo("> a\n\n> b");
    }

    @Test
    void a_task_list_inside_a_task_list_belongs_to_the_task_before_it() {
        assertThat(markdown(node("taskList", "",
                node("taskItem", "'state':'DONE'", t("a")),
                node("taskList", "", node("taskItem", "'state':'TODO'", t("b"))),
                node("blockTaskItem", "'state':'TODO'", p(t("c"))))))
                .isEqualTo("- [x] a\n  - [ ] b\n- [ ] c");
    }

    @Test
    void a_decision_list_says_that_it_decides() {
        assertThat(markdown(node("decisionList", "", node("decisionItem", "'state':'DECIDED'", t("ship")))))
                .isEqualTo("- **Decision:** ship");
    }

    @Test
    void a_panel_is_a_quote_with_a_bold_title() {
        assertThat(markdown(node("panel", "'panelType':'warning'", p(t("a")), p(t("b")))))
                .isEqualTo("> **Warning**\n>\n> a\n>\n> b");
    }

    @Test
    void an_expand_keeps_its_title() {
        assertThat(markdown(node("expand", "'title':'More'", p(t("a"))) + "," + node("nestedExpand", "'title':''", p(t("b")))))
                .isEqualTo("**More**\n\na\n\nb");
    }

    @Test
    void a_code_block_is_fenced_beyond_its_backticks() {
        assertThat(markdown(node("codeBlock", "'language':'java\\n```'", t("a\\n\\n```\\n  *b*\\n"))))
                .isEqualTo("````java\na\n\n```\n  *b*\n````");
    }

    @Test
    void a_code_block_in_an_item_is_indented() {
        assertThat(markdown(node("bulletList", "", node("listItem", "", p(t("a")), node("codeBlock", "", t("x\\ny"))))))
                .isEqualTo("- a\n\n  ```\n  x\n  y\n  ```");
    }

    @Test
    void a_table_has_a_header_row_and_cells_of_one_line() {
        String header = node("tableRow", "", node("tableHeader", "", p(t("h|1"))), node("tableHeader", "", p(t("h2"))));
        String row = node("tableRow", "", node("tableCell", "", p(t("a")), p(t("b"))),
                node("tableCell", "", node("bulletList", "", node("listItem", "", p(t("c|", "code"))))));
        assertThat(markdown(node("table", "", header, row)))
                .isEqualTo("| h\\|1 | h2 |\n| --- | --- |\n| a<br>b | - `c\\|` |");
    }

    @Test
    void a_table_without_header_gets_an_empty_one_and_spans_stay_empty() {
        String first = node("tableRow", "", node("tableCell", "'rowspan':2", p(t("a"))), node("tableCell", "'colspan':2", p(t("b"))));
        String second = node("tableRow", "", node("tableCell", "", p(t("c"))), node("tableCell", "", p(t("d"))));
        assertThat(markdown(node("table", "", first, second)))
                .isEqualTo("|   |   |   |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |");
    }

    @Test
    void a_heading_has_one_line() {
        assertThat(markdown(node("heading", "'level':3", t("a"), node("hardBreak", ""), t("b"))
                + "," + node("heading", "'level':99") + "," + node("rule", "")))
                .isEqualTo("### a b\n\n---");
    }

    @Test
    void a_hard_break_at_the_end_of_a_paragraph_is_dropped() {
        assertThat(markdown(p(t("a"), node("hardBreak", ""), t("- b"), node("hardBreak", "")))).isEqualTo("a\\\n\\- b");
    }

    @Test
    void media_show_an_image_or_what_is_attached() {
        assertThat(markdown(node("mediaSingle", "", node("media", "'type':'external','url':'https://x/y.png','alt':'Y'"),
                node("caption", "", t("below"))) + "," + node("mediaGroup", "", node("media", "'type':'file','alt':'a.pdf'"))))
                .isEqualTo("![Y](https://x/y.png)\n\nbelow\n\n\\[Attachment: a.pdf\\]");
    }

    @Test
    void layouts_synced_blocks_and_bodied_extensions_show_their_body_in_order() {
        assertThat(markdown(node("layoutSection", "", node("layoutColumn", "", p(t("a"))), node("layoutColumn", "", p(t("b"))))
                + "," + node("bodiedSyncBlock", "", p(t("c"))) + "," + node("bodiedExtension", "", p(t("d")))
                + "," + node("extension", "'extensionKey':'toc'")))
                .isEqualTo("a\n\nb\n\nc\n\nd\n\n\\[Extension: toc\\]");
    }

    @Test
    void an_unknown_node_shows_its_children_or_its_text() {
        assertThat(markdown(node("futureBlock", "'text':'no'", p(t("a"), node("futureInline", "'text':'b'")))
                + "," + node("unsupportedBlock", "'originalValue':" + p(t("c")))))
                .isEqualTo("ab\n\nc");
    }

    @Test
    void other_values_become_text() {
        assertThat(markdown(IntNode.valueOf(42), 100)).isEqualTo("42");
        assertThat(markdown(json("[" + p(t("a")) + ",'b',true]"), 100)).isEqualTo("a\n\nbtrue");
        assertThat(markdown(NullNode.getInstance(), 100)).isNull();
        assertThat(markdown(json("{}"), 100)).isEmpty();
    }

    @Test
    void a_cut_document_still_closes_its_marks() {
        assertThat(markdown(json(p(t("abcdefghij", "strong"))), 10)).isEqualTo("**abcde…**");
        assertThat(markdown(json(node("codeBlock", "", t("abcdefghij"))), 14)).isEqualTo("```\nabcde…\n```");
    }

    @Test
    void text_below_the_deepest_level_is_kept() {
        ObjectNode inner = (ObjectNode) json(t("deep"));
        for (int i = 0; i < 20_000; i++) {
            ObjectNode outer = Rendering.JSON.createObjectNode().put("type", i % 2 == 0 ? "bulletList" : "blockquote");
            outer.putArray("content").add(inner);
            inner = outer;
        }
        assertThat(markdown(inner, 20_000)).endsWith("deep");
        assertThat(Rendering.text(inner, 20_000)).endsWith("deep");
    }

    @Test
    void lone_surrogates_and_control_characters_are_replaced() {
        assertThat(markdown(p(t("a\\uD83D\\u0000b\\uDE00")))).isEqualTo("a\uFFFDb\uFFFD");
    }
}
