package io.github.cameljirasync.sandbox;

import java.util.Comparator;
import java.util.List;

import io.github.cameljirasync.sandbox.port.Entity;

/** Port's catalogue as a web page that reloads itself. */
final class CatalogPage {

    private static final int MOST = 1_000;
    private static final String HEAD = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
            <title>Software catalogue</title><style>
            body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;\
            border-bottom:1px solid #ddd;vertical-align:top}pre{white-space:pre-wrap;margin:.5rem 0}
            </style></head><body><h1>Software catalogue</h1>
            """;

    private CatalogPage() {
    }

    /** The entities that changed last, the latest first. */
    static String of(List<Entity> entities) {
        StringBuilder page = new StringBuilder(HEAD).append("<p>").append(entities.size())
                .append(" entities, the latest change first.</p><table><tr><th>Blueprint<th>Identifier<th>Entity"
                        + "<th>Changed</tr>");
        entities.stream().sorted(Comparator.comparing(Entity::updatedAt).reversed()).limit(MOST).forEach(one -> page
                .append("<tr><td>").append(escaped(one.blueprint())).append("<td>").append(escaped(one.identifier()))
                .append("<td><details><summary>").append(escaped(one.title())).append("</summary><pre>")
                .append(escaped(one.properties().toPrettyString())).append("\n")
                .append(escaped(one.relations().toPrettyString())).append("</pre></details><td>")
                .append(one.updatedAt()).append("</tr>"));
        return page.append("</table></body></html>").toString();
    }

    private static String escaped(String text) {
        return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
