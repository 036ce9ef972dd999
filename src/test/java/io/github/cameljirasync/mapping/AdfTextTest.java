package io.github.cameljirasync.mapping;

import org.junit.jupiter.api.Test;

import static io.github.cameljirasync.mapping.Rendering.link;
import static io.github.cameljirasync.mapping.Rendering.node;
import static io.github.cameljirasync.mapping.Rendering.p;
import static io.github.cameljirasync.mapping.Rendering.t;
import static io.github.cameljirasync.mapping.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

class AdfTextTest {

    @Test
    void marks_leave_no_trace_and_nothing_is_escaped() {
        assertThat(text(p(t("a ", "strong"), t("*b*", "em"), t(" `c`", "code")))).isEqualTo("a *b* `c`");
    }

    @Test
    void a_link_shows_its_url_when_it_differs_from_its_text() {
        assertThat(text(p(t("docs", link("https://x.y")), t(" "), t("https://x.y", link("https://x.y")), t(" "),
                t("bad", link("javascript:x"))))).isEqualTo("docs (https://x.y) https://x.y bad");
    }

    @Test
    void a_link_over_several_nodes_shows_its_url_once() {
        assertThat(text(p(t("a ", link("https://x.y")), t("b", "strong", link("https://x.y")), t("."))))
                .isEqualTo("a b (https://x.y).");
    }

    @Test
    void lists_keep_their_markers() {
        assertThat(text(node("orderedList", "", node("listItem", "", p(t("a")), node("taskList", "",
                node("taskItem", "'state':'DONE'", t("b")))), node("listItem", "", p(t("c"))))))
                .isEqualTo("1. a\n   - [x] b\n2. c");
    }

    @Test
    void cells_have_a_separator_and_one_line() {
        assertThat(text(node("table", "", node("tableRow", "", node("tableCell", "", p(t("a|b")), p(t("c"))),
                node("tableCell", "", p(t("d"))))))).isEqualTo("a|b / c | d");
    }

    @Test
    void code_keeps_its_lines() {
        assertThat(text(node("codeBlock", "", t("a\\n\\n  b\\n")))).isEqualTo("a\n\n  b");
    }

    @Test
    void blocks_are_paragraphs() {
        assertThat(text(node("heading", "'level':1", t("T")) + "," + node("panel", "'panelType':'info'", p(t("a")))
                + "," + node("expand", "'title':'More'", p(t("b"), node("hardBreak", ""), t("c")))
                + "," + p(node("status", "'text':'DONE'"))))
                .isEqualTo("T\n\na\n\nMore\n\nb\nc\n\n[DONE]");
    }
}
