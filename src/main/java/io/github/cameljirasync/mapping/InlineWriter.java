package io.github.cameljirasync.mapping;

import java.util.Arrays;

/**
 * Writes the inline content of one block: keeps marks open over neighbours that share them, moves white space out of
 * marks, joins neighbouring code and holds line breaks back until something follows them.
 */
final class InlineWriter {

    private final BoundedOutput out;
    private final Syntax syntax;
    private final Mark[] open = new Mark[Mark.RANKS];
    private final int[] openAt = new int[Mark.RANKS];
    private final StringBuilder spaces = new StringBuilder();
    private final StringBuilder code = new StringBuilder();
    private Mark[] codeMarks = new Mark[Mark.RANKS];
    private int openCount;
    private int breaks;
    private boolean hasContent;
    private boolean inHeading;

    InlineWriter(BoundedOutput out, Syntax syntax) {
        this.out = out;
        this.syntax = syntax;
    }

    /** Headings have one line: breaks become spaces until {@link #finish}. */
    void startHeading() {
        inHeading = true;
    }

    void text(Node node, String text) {
        Mark[] marks = marks(node);
        if (node.hasMark("code")) {
            code(marks, text);
        } else if (marks[Mark.LINK] != null && isOwnUrl(node, text)) {
            url(marks, text);
        } else {
            flushCode();
            lines(marks, text);
        }
    }

    /** Text of our own with one mark, or none when it is null. */
    void text(Mark mark, String text) {
        Mark[] marks = new Mark[Mark.RANKS];
        if (mark != null) {
            marks[mark.rank()] = mark;
        }
        flushCode();
        lines(marks, text);
    }

    void card(Node node, String url, String label) {
        Mark[] marks = marks(node);
        if (url.equals(label)) {
            url(marks, url);
            return;
        }
        marks[Mark.LINK] = syntax.link(url);
        flushCode();
        lines(marks, label);
    }

    void image(Node node, String alt, String url) {
        flushCode();
        begin(marks(node));
        syntax.image(out, alt, url);
    }

    void status(Node node, String text) {
        if (!Chars.isBlank(text)) {
            flushCode();
            begin(marks(node));
            syntax.status(out, text);
        }
    }

    void lineBreak() {
        flushCode();
        breaks++;
        spaces.setLength(0);
    }

    /** Closes what is open; the next content starts a block of its own. */
    void finish() {
        flushCode();
        closeDownTo(0);
        spaces.setLength(0);
        breaks = 0;
        hasContent = false;
        inHeading = false;
    }

    private Mark[] marks(Node node) {
        Mark[] marks = new Mark[Mark.RANKS];
        int count = node.markCount();
        for (int i = 0; i < count; i++) {
            Mark mark = syntax.mark(node.mark(i));
            if (mark != null && marks[mark.rank()] == null) {
                marks[mark.rank()] = mark;
            }
        }
        return marks;
    }

    private static boolean isOwnUrl(Node node, String text) {
        for (int i = 0; i < node.markCount(); i++) {
            if (node.mark(i).type().equals("link")) {
                return node.mark(i).attr("href").equals(text);
            }
        }
        return false;
    }

    private void url(Mark[] marks, String url) {
        marks[Mark.LINK] = null;
        flushCode();
        begin(marks);
        syntax.url(out, url);
    }

    private void code(Mark[] marks, String text) {
        if (!code.isEmpty() && !Arrays.equals(marks, codeMarks)) {
            flushCode();
        }
        codeMarks = marks;
        code.append(text);
    }

    private void flushCode() {
        if (!code.isEmpty()) {
            begin(codeMarks);
            syntax.code(out, code.toString());
            code.setLength(0);
        }
    }

    private void lines(Mark[] marks, String s) {
        int start = 0;
        for (int end = s.indexOf('\n'); end >= 0; end = s.indexOf('\n', start)) {
            words(marks, s, start, end);
            lineBreak();
            start = end + 1;
        }
        words(marks, s, start, s.length());
    }

    private void words(Mark[] marks, String s, int from, int to) {
        int start = from;
        while (start < to && Chars.isSpace(s.charAt(start))) {
            start++;
        }
        int end = to;
        while (end > start && Chars.isSpace(s.charAt(end - 1))) {
            end--;
        }
        spaces.append(s, from, start);
        if (start < end) {
            begin(marks);
            syntax.text(out, s, start, end, inHeading);
            spaces.append(s, end, to);
        }
    }

    private void begin(Mark[] marks) {
        int shared = 0;
        while (shared < openCount && open[shared].equals(marks[open[shared].rank()])) {
            shared++;
        }
        closeDownTo(shared);
        writeSpace();
        for (Mark mark : marks) {
            if (mark != null && !isOpen(mark) && out.open(mark.open(), mark.close().length())) {
                open[openCount] = mark;
                openAt[openCount++] = out.length();
            }
        }
        hasContent = true;
    }

    private boolean isOpen(Mark mark) {
        for (int i = 0; i < openCount; i++) {
            if (open[i].rank() == mark.rank()) {
                return true;
            }
        }
        return false;
    }

    private void closeDownTo(int count) {
        while (openCount > count) {
            Mark mark = open[--openCount];
            boolean needless = mark.sameAs() != null && out.endsWith(mark.sameAs(), openAt[openCount]);
            out.close(needless ? "" : mark.close(), mark.close().length());
        }
    }

    private void writeSpace() {
        if (hasContent && breaks == 0 && !spaces.isEmpty()) {
            out.text(spaces.toString());
        } else if (hasContent && inHeading && breaks > 0) {
            out.text(" ");
        } else if (hasContent) {
            writeBreaks();
        }
        spaces.setLength(0);
        breaks = 0;
    }

    private void writeBreaks() {
        for (int i = 0; i < breaks && !out.isFull(); i++) {
            if (!out.isInCell()) {
                out.markup(syntax.lineBreak());
            }
            out.newLine();
        }
    }
}
