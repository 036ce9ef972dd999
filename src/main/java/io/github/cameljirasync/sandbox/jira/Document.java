package io.github.cameljirasync.sandbox.jira;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Writes one text in both forms at once: ADF (jira-facts 10) and wiki markup. */
public final class Document {

    private final ArrayNode blocks = Json.array();
    private final StringBuilder wiki = new StringBuilder();

    /** A piece of a line, in both forms. */
    public record Span(ObjectNode adf, String wiki) {
    }

    public static Span text(String text) {
        ObjectNode node = node("text");
        node.put("text", text);
        return new Span(node, text);
    }

    public static Span strong(String text) {
        return marked(text, "strong", "*" + text + "*");
    }

    public static Span emphasis(String text) {
        return marked(text, "em", "_" + text + "_");
    }

    public static Span code(String text) {
        return marked(text, "code", "{{" + text + "}}");
    }

    public static Span link(String text, String href) {
        Span span = marked(text, "link", "[" + text + "|" + href + "]");
        ((ObjectNode) span.adf.get("marks").get(0)).putObject("attrs").put("href", href);
        return span;
    }

    public static Span mention(Person person) {
        ObjectNode node = node("mention");
        node.putObject("attrs").put("id", person.accountId()).put("text", "@" + person.displayName())
                .put("accessLevel", "");
        return new Span(node, "[~" + person.name() + "]");
    }

    public static Span emoji(String shortName, String unicode) {
        ObjectNode node = node("emoji");
        node.putObject("attrs").put("shortName", shortName).put("text", unicode);
        return new Span(node, unicode);
    }

    private static Span marked(String text, String mark, String wiki) {
        ObjectNode node = node("text");
        node.put("text", text);
        node.putArray("marks").addObject().put("type", mark);
        return new Span(node, wiki);
    }

    private static ObjectNode node(String type) {
        return Json.object().put("type", type);
    }

    public Document heading(int level, String text) {
        ObjectNode heading = block("heading");
        heading.putObject("attrs").put("level", level);
        heading.putArray("content").add(text(text).adf);
        wiki.append("h").append(level).append(". ").append(text).append("\n\n");
        return this;
    }

    public Document paragraph(Span... spans) {
        fill(block("paragraph"), List.of(spans));
        wiki.append("\n\n");
        return this;
    }

    /** A paragraph of plain text; an empty one has no content. */
    public Document paragraph(String text) {
        return text.isEmpty() ? paragraph() : paragraph(text(text));
    }

    public Document bullets(String... items) {
        return list("bulletList", "* ", items);
    }

    public Document numbers(String... items) {
        return list("orderedList", "# ", items);
    }

    private Document list(String type, String marker, String... items) {
        ArrayNode content = block(type).putArray("content");
        for (String item : items) {
            paragraphIn(content.addObject().put("type", "listItem"), item);
            wiki.append(marker).append(item).append('\n');
        }
        wiki.append('\n');
        return this;
    }

    public Document tasks(String... items) {
        ObjectNode list = block("taskList");
        list.putObject("attrs").put("localId", "tasks-" + blocks.size());
        ArrayNode content = list.putArray("content");
        for (int i = 0; i < items.length; i++) {
            ObjectNode task = content.addObject().put("type", "taskItem");
            task.putObject("attrs").put("localId", "task-" + i).put("state", i == 0 ? "DONE" : "TODO");
            task.putArray("content").add(text(items[i]).adf);
            wiki.append(i == 0 ? "* (/) " : "* (x) ").append(items[i]).append('\n');
        }
        wiki.append('\n');
        return this;
    }

    public Document codeBlock(String language, String code) {
        ObjectNode block = block("codeBlock");
        block.putObject("attrs").put("language", language);
        block.putArray("content").add(text(code).adf);
        wiki.append("{code:").append(language).append("}\n").append(code).append("\n{code}\n\n");
        return this;
    }

    /** @param type info, note, tip, warning, error or success */
    public Document panel(String type, Span... spans) {
        ObjectNode panel = block("panel");
        panel.putObject("attrs").put("panelType", type);
        wiki.append("{panel}");
        fill(panel.putArray("content").addObject().put("type", "paragraph"), List.of(spans));
        wiki.append("{panel}\n\n");
        return this;
    }

    /** A table whose first row is its header. */
    public Document table(List<List<String>> rows) {
        ObjectNode table = block("table");
        table.putObject("attrs").put("isNumberColumnEnabled", false).put("layout", "default");
        ArrayNode content = table.putArray("content");
        for (int i = 0; i < rows.size(); i++) {
            String bar = i == 0 ? "||" : "|";
            ArrayNode cells = content.addObject().put("type", "tableRow").putArray("content");
            for (String cell : rows.get(i)) {
                ObjectNode node = cells.addObject().put("type", i == 0 ? "tableHeader" : "tableCell");
                node.putObject("attrs");
                paragraphIn(node, cell);
                wiki.append(bar).append(cell);
            }
            wiki.append(bar).append('\n');
        }
        wiki.append('\n');
        return this;
    }

    public RichText build() {
        ObjectNode root = Json.object().put("type", "doc").put("version", 1);
        root.set("content", blocks);
        return new RichText(root.toString(), wiki.toString().stripTrailing());
    }

    private ObjectNode block(String type) {
        return blocks.addObject().put("type", type);
    }

    private void fill(ObjectNode paragraph, List<Span> spans) {
        ArrayNode content = paragraph.putArray("content");
        for (Span span : spans) {
            content.add(span.adf);
            wiki.append(span.wiki);
        }
    }

    private static void paragraphIn(ObjectNode parent, String text) {
        parent.putArray("content").addObject().put("type", "paragraph").putArray("content").add(text(text).adf);
    }
}
