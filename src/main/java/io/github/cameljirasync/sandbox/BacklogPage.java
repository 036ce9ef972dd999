package io.github.cameljirasync.sandbox;

import java.util.Comparator;
import java.util.List;

import io.github.cameljirasync.sandbox.priorityvote.Initiative;

/** The backlog as a web page that reloads itself, to watch the demo. */
final class BacklogPage {

    private static final String HEAD = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
            <title>Product backlog</title><style>
            body{font:15px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;\
            border-bottom:1px solid #ddd;vertical-align:top}pre{white-space:pre-wrap;margin:.5rem 0}
            .archived{color:#888}</style></head><body><h1>Product backlog</h1>
            """;

    private BacklogPage() {
    }

    /** All initiatives, the latest change first. */
    static String of(List<Initiative> initiatives) {
        StringBuilder page = new StringBuilder(HEAD).append("<p>").append(initiatives.size())
                .append(" initiatives, the latest change first.</p><table><tr><th>Reference<th>Initiative<th>Effort"
                        + "<th>Status<th>Changed</tr>");
        initiatives.stream().sorted(Comparator.comparing(Initiative::updatedAt).reversed()).forEach(one -> page
                .append("<tr class=").append(one.status()).append("><td>").append(escaped(one.externalRef()))
                .append("<td><details><summary>").append(escaped(one.title())).append("</summary><pre>")
                .append(escaped(one.description())).append("</pre></details><td>").append(one.effort())
                .append("<td>").append(one.status()).append("<td>").append(one.updatedAt()).append("</tr>"));
        return page.append("</table></body></html>").toString();
    }

    private static String escaped(String text) {
        return text == null ? "" : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
