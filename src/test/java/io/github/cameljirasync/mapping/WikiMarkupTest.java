package io.github.cameljirasync.mapping;


import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.cameljirasync.mapping.Rendering.wikiMarkdown;
import static io.github.cameljirasync.mapping.Rendering.wikiText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class WikiMarkupTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "a *b* c => a **b** c",
        "_a *b* c_ => *a **b** c*",
        "done -not this- ok => done ~~not this~~ ok",
        "{{x*y*z}} => `x*y*z`",
        "[Docs|https://x.y/a] => [Docs](https://x.y/a)",
        "[https://x.y] => <https://x.y>",
        "[go|javascript:alert(1)] => go",
        "[~ann] => @ann",
        "{color:red}a{color} b => a b",
        "!https://x.y/a.png! => ![](https://x.y/a.png)",
        "!a b.png|width=3! => \\[Attachment: a b.png\\]",
        "bq. said => > said",
    })
    void inline_markup_is_converted(String wiki, String expected) {
        assertThat(wikiMarkdown(wiki)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 * 3 * 2", "snake_case_name", "2020-01-02 - 2021", "[ABC] {x} {code", "wow! great!",
        "a\n\n\nb", "  indented", "see A|B", "*not closed", "C:\\temp\\*.txt", "{quote} open", "1. one\n2. two",
        "- ", "h7. x", "----x", "| a", "https://x.y/a_b_c", "a\n    b", "****", "!!", "[]", "[|]", "{{}}", "{panel}"})
    void text_that_is_no_markup_is_unchanged(String text) {
        assertThat(wikiMarkdown(text)).isEqualTo(text.stripTrailing());
        assertThat(wikiText(text)).isEqualTo(text.stripTrailing());
    }

    @Test
    void headings_and_rules_are_blocks() {
        assertThat(wikiMarkdown("h1. A\nb\n----\nc\n\nh2. D\n\ne")).isEqualTo("# A\n\nb\n\n---\n\nc\n\n## D\n\ne");
    }

    @Test
    void lists_nest_and_count() {
        assertThat(wikiMarkdown("* a\n** b\n*# c\n*# d\n* e\n\n# one\n## two\n# three\nend"))
                .isEqualTo("- a\n  - b\n  1. c\n  2. d\n- e\n\n1. one\n   1. two\n2. three\n\nend");
    }

    @Test
    void tables_become_pipe_tables() {
        assertThat(wikiMarkdown("x\n||h||i||\n|a|[b|https://c.d]|\ny"))
                .isEqualTo("x\n\n| h | i |\n| --- | --- |\n| a | [b](https://c.d) |\n\ny");
        assertThat(wikiText("||h||i||\n|a|[b|https://c.d]|")).isEqualTo("h | i\na | b (https://c.d)");
    }

    @Test
    void code_is_verbatim_and_keeps_its_language() {
        assertThat(wikiMarkdown("a {code:title=A.java|language=java}\n*x*\n\n```\n{code} b"))
                .isEqualTo("a\n\n````java\n*x*\n\n```\n````\n\nb");
        assertThat(wikiText("{noformat}\n*x*\n{noformat}")).isEqualTo("*x*");
    }

    @Test
    void quotes_and_panels_are_quotes() {
        assertThat(wikiMarkdown("{quote}\na *b*\n\nc\n{quote}\nd\n{panel:title=T}e{panel}"))
                .isEqualTo("> a **b**\n>\n> c\n\nd\n\n> **T**\n>\n> e");
    }

    @Test
    void raw_html_and_markdown_links_do_not_come_alive() {
        assertThat(wikiMarkdown("<script> [x](javascript:1)")).isEqualTo("\\<script> [x\\](javascript:1)");
    }

    /** Ends after a second, or after hours. */
    @Timeout(120)
    @ParameterizedTest
    @ValueSource(strings = {"*a ", "_a ", "-a ", "[", "[a|", "{{", "{{a\n", "!a", "!a.png|", "{code}{", "{code:java}", "|a|\n", "|[",
        "{quote}", "{panel:title=x}", "{panel", "{color", "||", "* a\n", "\n", "\\", "[a|http://", "{noformat}\n", "e\u0301", "<"})
    void time_grows_with_length_only(String piece) {
        String wiki = piece.repeat(400_000 / piece.length());

        assertThatCode(() -> Rendering.markdown(TextNode.valueOf(wiki), 5_000_000)).doesNotThrowAnyException();
    }
}
