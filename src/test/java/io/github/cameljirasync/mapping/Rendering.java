package io.github.cameljirasync.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** Short ways to render in tests; documents are written with single quotes. */
final class Rendering {

    static final ObjectMapper JSON = new ObjectMapper();

    private Rendering() {
    }

    static String markdown(String content) {
        return markdown(doc(content), DocumentRenderer.DEFAULT_LIMIT);
    }

    static String markdown(JsonNode value, int limit) {
        return new DocumentRenderer(new MarkdownSyntax(), limit).render(value).textValue();
    }

    static String text(String content) {
        return text(doc(content), DocumentRenderer.DEFAULT_LIMIT);
    }

    static String text(JsonNode value, int limit) {
        return new DocumentRenderer(new PlainSyntax(), limit).render(value).textValue();
    }

    static String wikiMarkdown(String wiki) {
        return markdown(TextNode.valueOf(wiki), DocumentRenderer.DEFAULT_LIMIT);
    }

    static String wikiText(String wiki) {
        return text(TextNode.valueOf(wiki), DocumentRenderer.DEFAULT_LIMIT);
    }

    static JsonNode json(String singleQuoted) {
        try {
            return JSON.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(singleQuoted, e);
        }
    }

    /** A paragraph around inline nodes. */
    static String p(String... inline) {
        return "{'type':'paragraph','content':[" + String.join(",", inline) + "]}";
    }

    /** A text node with marks, each an object or the name of one. */
    static String t(String text, String... marks) {
        StringBuilder all = new StringBuilder();
        for (String mark : marks) {
            all.append(all.isEmpty() ? "" : ",").append(mark.startsWith("{") ? mark : "{'type':'" + mark + "'}");
        }
        return "{'type':'text','text':'" + text + "','marks':[" + all + "]}";
    }

    static String node(String type, String attrs, String... content) {
        return "{'type':'" + type + "','attrs':{" + attrs + "},'content':[" + String.join(",", content) + "]}";
    }

    static String link(String href) {
        return "{'type':'link','attrs':{'href':'" + href + "'}}";
    }

    private static JsonNode doc(String content) {
        return json("{'version':1,'type':'doc','content':[" + content + "]}");
    }
}
