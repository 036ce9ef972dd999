package io.github.cameljirasync.mapping;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Renders the wiki markup of Jira Data Center. What is not markup, or has no end, comes through as it is.
 *
 * @see <a href="https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all">Text formatting notation</a>
 */
final class WikiRenderer {

    private static final int MAX_QUOTES = 16;
    private static final String QUOTE = "{quote}";
    private static final String PANEL = "{panel";

    private final BoundedOutput out;
    private final Syntax syntax;
    private final WikiInline inline;
    private final WikiBlocks blocks;
    private final Deque<Open> open = new ArrayDeque<>();
    private String s = "";
    private int lastQuote;
    private int lastPanel;
    private int lastCode;
    private int lastNoFormat;
    private boolean afterBlock;

    private record Open(String macro, int token) {
    }

    WikiRenderer(BoundedOutput out, Syntax syntax) {
        this.out = out;
        this.syntax = syntax;
        this.inline = new WikiInline(out, syntax);
        this.blocks = new WikiBlocks(out, syntax, inline);
    }

    void render(String wiki) {
        s = wiki;
        lastQuote = wiki.lastIndexOf(QUOTE);
        lastPanel = wiki.lastIndexOf("{panel}");
        lastCode = wiki.lastIndexOf("{code}");
        lastNoFormat = wiki.lastIndexOf("{noformat}");
        int i = 0;
        int end = -1;
        while (i < wiki.length() && !out.isFull()) {
            if (end < i) {
                // looked for once, however many macros a line holds
                end = WikiRow.lineEnd(wiki, i);
            }
            i = line(i, end);
        }
    }

    /** Renders one line, or up to the end of the macro that starts in it; returns where the next one starts. */
    private int line(int from, int end) {
        for (int i = Chars.indexOf(s, '{', from, end); i >= 0; i = Chars.indexOf(s, '{', i + 1, end)) {
            int behind = macro(from, i, end);
            if (behind > i) {
                return behind;
            }
        }
        if (s.startsWith("|", from)) {
            int behind = blocks.table(s, from);
            if (behind > from) {
                afterBlock = true;
                return behind;
            }
        }
        if (!afterBlock || !isBlank(from, end)) {
            afterBlock = blocks.line(s, from, end);
        }
        return end + 1;
    }

    private int macro(int lineStart, int at, int lineEnd) {
        if (s.startsWith("{code", at)) {
            return verbatim("{code", lastCode, at, lineStart, lineEnd);
        }
        if (s.startsWith("{noformat", at)) {
            return verbatim("{noformat", lastNoFormat, at, lineStart, lineEnd);
        }
        if (s.startsWith(QUOTE, at)) {
            return quote(QUOTE, lineStart, at, at + QUOTE.length(), at < lastQuote);
        }
        if (s.startsWith(PANEL, at)) {
            int close = tagEnd(at, at + PANEL.length(), lineEnd);
            return close < 0 ? at : quote(PANEL, lineStart, at, close, at < lastPanel);
        }
        return at;
    }

    private int verbatim(String macro, int last, int at, int lineStart, int lineEnd) {
        int start = tagEnd(at, at + macro.length(), lineEnd);
        int end = start < 0 || start > last ? -1 : s.indexOf(macro + "}", start);
        if (end < 0) {
            return at;
        }
        before(lineStart, at);
        out.gap(2);
        syntax.codeBlock(out, language(parameters(at + macro.length(), start)), trimmedLines(start, end));
        return behind(end + macro.length() + 1);
    }

    private int quote(String macro, int lineStart, int at, int behindTag, boolean hasEnd) {
        boolean closes = !open.isEmpty() && open.peek().macro.equals(macro);
        if (!closes && (!hasEnd || open.size() == MAX_QUOTES)) {
            return at;
        }
        before(lineStart, at);
        if (closes) {
            out.pop(open.pop().token);
        } else {
            out.gap(2);
            open.push(new Open(macro, out.push(syntax.quote())));
            title(macro.equals(PANEL) ? parameter(parameters(at + macro.length(), behindTag), "title=") : "");
        }
        return behind(behindTag);
    }

    private void title(String title) {
        if (!title.isEmpty()) {
            inline.marked(syntax.strong(), title, 0, title.length());
            out.gap(2);
        }
    }

    private void before(int lineStart, int at) {
        int end = at;
        while (end > lineStart && s.charAt(end - 1) == ' ') {
            end--;
        }
        if (end > lineStart) {
            blocks.line(s, lineStart, end);
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Chars.isSpace(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    // What follows a macro starts a block of its own.
    private int behind(int end) {
        blocks.endList();
        out.gap(2);
        afterBlock = true;
        int next = end;
        while (next < s.length() && (s.charAt(next) == ' ' || s.charAt(next) == '\n')) {
            next++;
        }
        return next;
    }

    /** The index behind the closing brace of a tag, -1 when it is another tag or has no end in its line. */
    private int tagEnd(int at, int nameEnd, int lineEnd) {
        if (nameEnd >= lineEnd || s.charAt(nameEnd) != '}' && s.charAt(nameEnd) != ':') {
            return -1;
        }
        for (int i = nameEnd; i < lineEnd; i++) {
            if (s.charAt(i) == '}') {
                return i + 1;
            }
            if (s.charAt(i) == '{') {
                return -1;
            }
        }
        return -1;
    }

    private String parameters(int nameEnd, int behindTag) {
        return s.substring(Math.min(nameEnd + 1, behindTag - 1), Math.max(nameEnd, behindTag - 1));
    }

    // {code:java}, {code:title=A.java|language=java} and {code}
    private static String language(String parameters) {
        int end = parameters.indexOf('|');
        String first = end < 0 ? parameters : parameters.substring(0, end);
        return first.indexOf('=') < 0 ? first : parameter(parameters, "language=");
    }

    private static String parameter(String parameters, String name) {
        int start = parameters.indexOf(name);
        if (start < 0) {
            return "";
        }
        int end = parameters.indexOf('|', start);
        return parameters.substring(start + name.length(), end < 0 ? parameters.length() : end);
    }

    private String trimmedLines(int from, int to) {
        int start = from < to && s.charAt(from) == '\n' ? from + 1 : from;
        int end = to > start && s.charAt(to - 1) == '\n' ? to - 1 : to;
        return s.substring(start, end);
    }
}
