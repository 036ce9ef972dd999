package io.github.cameljirasync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class AdfPropertiesTest {

    private static final String ENCODED_IN_URL = "%[0-9A-F]{2}";


    private static final String[] TYPES = {"doc", "paragraph", "heading", "blockquote", "bulletList", "orderedList",
        "listItem", "taskList", "taskItem", "blockTaskItem", "decisionList", "decisionItem", "codeBlock", "panel", "rule",
        "table", "tableRow", "tableHeader", "tableCell", "expand", "nestedExpand", "mediaSingle", "mediaGroup", "media",
        "caption", "layoutSection", "layoutColumn", "blockCard", "embedCard", "extension", "bodiedExtension", "syncBlock",
        "bodiedSyncBlock", "text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard", "mediaInline",
        "inlineExtension", "placeholder", "multiBodiedExtension", "somethingNew", ""};
    private static final String[] MARKS = {"alignment", "annotation", "backgroundColor", "border", "breakout", "code",
        "dataConsumer", "em", "fragment", "indentation", "link", "strike", "strong", "subsup", "textColor", "underline",
        "fontSize", "somethingNew", ""};
    private static final String[] ATTRS = {"text", "level", "order", "state", "title", "url", "href", "alt", "id",
        "shortName", "timestamp", "language", "panelType", "colspan", "rowspan", "data", "parameters", "datasource", "type"};

    @Property
    void any_tree_keeps_its_text_in_order(@ForAll long seed) {
        List<String> words = new ArrayList<>();
        JsonNode tree = new Trees(seed, false).tree(words);

        assertInOrder(words, Rendering.markdown(tree, 1_000_000));
        assertInOrder(words, Rendering.text(tree, 1_000_000));
    }

    @Property
    void hostile_attributes_never_throw_and_the_limit_holds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int limit) {
        JsonNode tree = new Trees(seed, true).tree(new ArrayList<>());

        assertThat(Rendering.markdown(tree, limit)).hasSizeLessThanOrEqualTo(limit).satisfies(AdfPropertiesTest::assertClean);
        assertThat(Rendering.text(tree, limit)).hasSizeLessThanOrEqualTo(limit).satisfies(AdfPropertiesTest::assertClean);
    }

    @Property
    void any_text_node_keeps_its_letters_and_digits(@ForAll("syntax") String text) {
        ObjectNode node = Rendering.JSON.createObjectNode().put("type", "text").put("text", text);

        assertThat(lettersAndDigits(Rendering.markdown(node, 100_000))).isEqualTo(lettersAndDigits(text));
    }

    @Property
    void any_wiki_text_keeps_its_letters_and_digits(@ForAll("wiki") String wiki) {
        assertThat(lettersAndDigits(Rendering.text(TextNode.valueOf(wiki), 100_000))).isEqualTo(lettersAndDigits(wiki));
        String markdown = Rendering.markdown(TextNode.valueOf(wiki), 100_000).replaceAll(ENCODED_IN_URL, "");
        assertThat(lettersAndDigits(markdown)).isEqualTo(lettersAndDigits(wiki));
    }

    @Property
    void any_string_is_rendered_within_the_limit(@ForAll String s, @ForAll @IntRange(min = 1, max = 60) int limit) {
        assertThat(Rendering.markdown(TextNode.valueOf(s), limit)).hasSizeLessThanOrEqualTo(limit)
                .satisfies(AdfPropertiesTest::assertClean);
    }

    @Provide
    Arbitrary<String> syntax() {
        return Arbitraries.strings().withChars("abZ09 *_`~[]()<>#|-+.!&;\\\n\t:/ü").ofMaxLength(60);
    }

    // Without "#" and "!", whose numbers and attachment labels add characters, and without macros that show nothing.
    @Provide
    Arbitrary<String> wiki() {
        return Arbitraries.of("a", "B7", " ", " ", "\n", "*", "_", "-", "* ", "** ", "- ", "{{", "}}", "[", "]", "|", "||", "\n|",
                "|\n", "~", "https://x.y", "{quote}", "{code}", "{noformat}", "----", "bq. ", "\\", "<", ">", "ü", "😀")
                .list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    private static String lettersAndDigits(String s) {
        String text = s.replaceAll("quote|code|noformat|bq|<br>", "");
        return text.codePoints().filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static void assertInOrder(List<String> words, String output) {
        int from = 0;
        for (String word : words) {
            int at = output.indexOf(word, from);
            assertThat(at).as("%s in %s", word, output).isNotNegative();
            from = at + word.length();
        }
    }

    private static void assertClean(String s) {
        assertThat(s.indexOf('\0')).isNegative();
        for (int i = 0; i < s.length(); i++) {
            if (Character.isHighSurrogate(s.charAt(i))) {
                assertThat(i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))).isTrue();
                i++;
            } else {
                assertThat(Character.isLowSurrogate(s.charAt(i))).isFalse();
            }
        }
    }

    /** Random trees from a seed, so that a failure can be repeated from its seed alone. */
    private static final class Trees {

        private final Random random;
        private final boolean hostile;
        private int nodes = 60;
        private int words;

        Trees(long seed, boolean hostile) {
            this.random = new Random(seed);
            this.hostile = hostile;
        }

        JsonNode tree(List<String> texts) {
            ObjectNode node = Rendering.JSON.createObjectNode();
            String type = one(TYPES);
            node.put("type", type);
            if (type.equals("text")) {
                String word = "w" + words++ + "x";
                texts.add(word);
                node.put("text", random.nextBoolean() ? word : " " + word + " ");
            }
            decorate(node);
            ArrayNode content = Rendering.JSON.createArrayNode();
            for (int i = random.nextInt(5); i > 0 && nodes-- > 0; i--) {
                content.add(tree(texts));
            }
            if (!content.isEmpty()) {
                node.set("content", content);
            } else if (hostile && random.nextBoolean()) {
                node.set("content", value());
            }
            return node;
        }

        private void decorate(ObjectNode node) {
            ArrayNode marks = node.putArray("marks");
            for (int i = random.nextInt(4); i > 0; i--) {
                ObjectNode mark = marks.addObject().put("type", one(MARKS));
                mark.putObject("attrs").set("href", hostile ? value() : TextNode.valueOf("https://x.y"));
            }
            if (hostile) {
                marks.add(value());
                ObjectNode attrs = node.putObject("attrs");
                for (int i = random.nextInt(6); i > 0; i--) {
                    attrs.set(one(ATTRS), value());
                }
                if (random.nextInt(10) == 0) {
                    node.set(random.nextBoolean() ? "attrs" : "marks", value());
                }
            }
        }

        private JsonNode value() {
            return switch (random.nextInt(10)) {
                case 0 -> Rendering.JSON.nullNode();
                case 1 -> Rendering.JSON.getNodeFactory().numberNode(random.nextLong());
                case 2 -> Rendering.JSON.getNodeFactory().numberNode(Double.longBitsToDouble(random.nextLong()));
                case 3 -> Rendering.JSON.getNodeFactory().booleanNode(random.nextBoolean());
                case 4 -> Rendering.JSON.createArrayNode().add("x").addNull();
                case 5 -> Rendering.JSON.createObjectNode().put("name", "\uD800").put("type", "text").put("url", "javascript:x");
                case 6 -> TextNode.valueOf("\uDC00`|\u0000\n😀" + random.nextInt());
                case 7 -> TextNode.valueOf("https://x.y/" + random.nextInt() + ")|`");
                case 8 -> TextNode.valueOf("");
                default -> TextNode.valueOf("-" + random.nextInt());
            };
        }

        private String one(String[] choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
