package io.github.cameljirasync.mapping;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** The text that stands for a node: its own text, or what a reader of Jira sees for a mention, a date, a card. */
final class Labels {

    /** Ten digits are seconds in Atlassian's documentation, thirteen are milliseconds in real documents. */
    private static final long LARGEST_SECONDS = 10_000_000_000L;
    private static final int LONGEST_TIMESTAMP = 16;
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();

    private Labels() {
    }

    /** The text of the node without its children, empty for a mere container. */
    static String of(Node node) {
        return switch (node.type()) {
            case "text" -> node.text();
            case "hardBreak" -> "\n";
            case "mention" -> mention(node);
            case "emoji" -> first(node.attr("text"), node.attr("shortName"), node.attr("fallback"), node.attr("id"));
            case "date" -> date(node.attr("timestamp"));
            case "status" -> node.attr("text");
            case "placeholder" -> node.attr("text");
            case "inlineCard", "blockCard", "embedCard" -> card(node);
            case "media", "mediaInline" -> media(node);
            case "expand", "nestedExpand" -> node.attr("title");
            case "extension", "inlineExtension" -> extension(node);
            case "bodiedExtension" -> node.attr("text");
            case "syncBlock" -> "[Synced block]";
            default -> unknown(node);
        };
    }

    /** The URL of a card, empty when it has none. */
    static String url(Node card) {
        return first(card.attr("url"), card.attrAt("data", "url"), card.attrAt("data", "@id"));
    }

    /** The title of a panel, from its type. */
    static String panel(Node panel) {
        return switch (panel.attr("panelType")) {
            case "note" -> "Note";
            case "tip" -> "Tip";
            case "warning" -> "Warning";
            case "error" -> "Error";
            case "success" -> "Success";
            case "custom" -> first(panel.attr("panelIconText"), panel.attr("panelIcon"), "Panel");
            default -> "Info";
        };
    }

    private static String mention(Node node) {
        String name = first(node.attr("text"), node.attr("id"), "unknown");
        int start = 0;
        while (start < name.length() && name.charAt(start) == '@') {
            start++;
        }
        return "@" + name.substring(start);
    }

    private static String card(Node node) {
        return first(node.attrAt("data", "name"), url(node), node.attrAt("datasource", "parameters", "jql"), "[Card]");
    }

    private static String media(Node node) {
        String name = first(node.attr("alt"), node.attr("fileName"), node.attr("__fileName"), node.attr("id"));
        return name.isEmpty() ? "[Attachment]" : "[Attachment: " + name + "]";
    }

    private static String extension(Node node) {
        String text = node.attr("text");
        if (!Chars.isBlank(text)) {
            return text;
        }
        String title = first(node.attrAt("parameters", "macroMetadata", "title"),
                node.attrAt("parameters", "extensionTitle"), node.attr("extensionKey"));
        return title.isEmpty() ? "" : "[Extension: " + title + "]";
    }

    private static String unknown(Node node) {
        String text = node.text();
        return text.isEmpty() && node.size() == 0 ? node.attr("text") : text;
    }

    private static String date(String timestamp) {
        int end = timestamp.indexOf('.');
        String digits = end < 0 ? timestamp : timestamp.substring(0, end);
        if (!isNumber(digits)) {
            return timestamp;
        }
        long value = Long.parseLong(digits);
        long millis = Math.abs(value) <= LARGEST_SECONDS ? TimeUnit.SECONDS.toMillis(value) : value;
        long day = Math.floorDiv(millis, TimeUnit.DAYS.toMillis(1));
        return day < FIRST_DAY || day > LAST_DAY ? timestamp : LocalDate.ofEpochDay(day).toString();
    }

    private static boolean isNumber(String s) {
        int start = s.startsWith("-") ? 1 : 0;
        if (s.length() == start || s.length() > LONGEST_TIMESTAMP) {
            return false;
        }
        for (int i = start; i < s.length(); i++) {
            if (!Chars.isDigit(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (!Chars.isBlank(candidate)) {
                return candidate;
            }
        }
        return "";
    }
}
