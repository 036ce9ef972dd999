package io.github.cameljirasync.mapping;

/**
 * The one buffer that a document is written to. It keeps the line prefixes of quotes and list items, writes line ends
 * only when content follows, and never grows beyond its limit (in UTF-16 units): what does not fit is cut between two
 * grapheme clusters and marked with an ellipsis. Closing syntax is reserved when it is opened, so a cut document still
 * has balanced marks and fences.
 */
final class BoundedOutput {

    private static final char ELLIPSIS = '…';

    private final StringBuilder out;
    private final StringBuilder prefix = new StringBuilder();
    private final int limit;
    private int reserved = 1;
    private boolean full;
    private int pendingLines = 1;
    private int sharedPrefix;
    private int lineStart;
    private String lead = "";
    private Cell cell;

    /** How the inside of a table cell, which has one line only, is written. */
    record Cell(String lineBreak, boolean escapesPipes) {
    }

    BoundedOutput(int limit, int sizeHint) {
        this.limit = limit;
        this.out = new StringBuilder(Math.min(limit, sizeHint));
    }

    boolean isFull() {
        return full;
    }

    boolean isInCell() {
        return cell != null;
    }

    int length() {
        return out.length();
    }

    /** Whether block syntax would be recognised here: nothing but prefixes and markers stands on this line. */
    boolean isAtLineStart() {
        return cell == null && lead.isEmpty() && (pendingLines > 0 || lineStart == out.length());
    }

    /** What has been written on the current line behind its prefixes and markers. */
    CharSequence line() {
        return pendingLines > 0 || lineStart < 0 ? "" : out.subSequence(lineStart, out.length());
    }

    boolean endsWith(String s, int from) {
        return out.length() - from == s.length() && out.indexOf(s, from) == from;
    }

    /** Asks for at least {@code lines} line ends before the next content, unless the line has only just begun. */
    void gap(int lines) {
        if (pendingLines > 0 || lineStart != out.length()) {
            pendingLines = Math.max(pendingLines, lines);
        }
        lead = "";
    }

    /** Asks for exactly one line end before the next content, whatever was asked for, unless the line has only just begun. */
    void tightGap() {
        if (pendingLines > 0 || lineStart != out.length()) {
            pendingLines = 1;
        }
        lead = "";
    }

    /** Asks for exactly one line end before the next content, even behind a marker without content. */
    void endLine() {
        pendingLines = 1;
        lead = "";
    }

    /** Asks for one more line end before the next content. */
    void newLine() {
        pendingLines++;
        lead = "";
    }

    /** Syntax to write in front of the next content; dropped when the block ends without any. */
    void lead(String syntax) {
        lead = cell == null ? syntax : "";
    }

    /** Puts a prefix before every following line; returns what {@link #pop} needs to take it off again. */
    int push(String linePrefix) {
        int before = prefix.length();
        prefix.append(linePrefix);
        if (pendingLines == 0 && cell == null && lineStart == out.length()) {
            append(linePrefix);
            lineStart = out.length();
            sharedPrefix = prefix.length();
        }
        return before;
    }

    void pop(int token) {
        prefix.setLength(token);
        sharedPrefix = Math.min(sharedPrefix, token);
    }

    /** Writes a list marker and indents the following lines; returns the token for {@link #pop}. */
    int item(String marker, String indent) {
        int before = prefix.length();
        if (startContent()) {
            append(marker);
            lineStart = out.length();
        }
        prefix.append(indent);
        sharedPrefix = prefix.length();
        return before;
    }

    void enterCell(String lineBreak, boolean escapesPipes) {
        startContent();
        cell = new Cell(lineBreak, escapesPipes);
        lineStart = out.length();
    }

    void leaveCell() {
        cell = null;
        pendingLines = 0;
        lineStart = -1;
        lead = "";
    }

    /** Writes remote text that has been escaped already; the part that fits when it is too long. */
    void text(String s, int from, int to) {
        if (from >= to || !startContent()) {
            return;
        }
        if (cell == null || !cell.escapesPipes) {
            content(s, from, to);
            return;
        }
        int start = from;
        for (int i = from; i < to; i++) {
            if (s.charAt(i) == '|') {
                content(s, start, i);
                append("\\|");
                start = i + 1;
            }
        }
        content(s, start, to);
    }

    void text(String s) {
        text(s, 0, s.length());
    }

    /** Writes syntax, all of it or nothing. */
    void markup(String s) {
        if (startContent()) {
            append(s);
        }
    }

    /** Writes opening syntax if it and {@code closing} characters still fit, and reserves these. */
    boolean open(String s, int closing) {
        if (!startContent() || s.length() + closing > room()) {
            return false;
        }
        out.append(s);
        reserved += closing;
        return true;
    }

    /** Writes closing syntax into the room that {@link #open} reserved for it. */
    void close(String s, int closing) {
        reserved -= closing;
        out.append(s);
    }

    /** The room that {@link #closeOnOwnLine} needs. */
    int closingLineLength(String s) {
        return 1 + prefix.length() + s.length();
    }

    void closeOnOwnLine(String s, int closing) {
        reserved -= closing;
        out.append('\n').append(prefix).append(s);
        pendingLines = 0;
    }

    @Override
    public String toString() {
        int end = out.length();
        while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\n')) {
            end--;
        }
        return out.substring(0, end);
    }

    private int room() {
        return limit - reserved - out.length();
    }

    private boolean startContent() {
        if (full) {
            return false;
        }
        if (pendingLines > 0) {
            if (cell == null) {
                startLine();
            } else {
                append(cell.lineBreak);
                lineStart = out.length();
            }
            pendingLines = 0;
        }
        if (!lead.isEmpty()) {
            append(lead);
            lead = "";
        }
        return !full;
    }

    private void startLine() {
        int lines = out.length() == 0 ? 0 : pendingLines;
        int blank = sharedPrefix;
        while (blank > 0 && prefix.charAt(blank - 1) == ' ') {
            blank--;
        }
        if (lines * (1L + blank) + prefix.length() > room()) {
            overflow("", 0, 0);
            return;
        }
        if (lines > 0 && lineStart == out.length()) {
            trimSpaces();
        }
        for (int i = 1; i < lines; i++) {
            out.append('\n').append(prefix, 0, blank);
        }
        if (lines > 0) {
            out.append('\n');
        }
        out.append(prefix);
        sharedPrefix = prefix.length();
        lineStart = out.length();
    }

    private void append(String s) {
        if (full) {
            return;
        }
        if (s.length() <= room()) {
            out.append(s);
        } else {
            overflow("", 0, 0);
        }
    }

    private void content(String s, int from, int to) {
        if (full) {
            return;
        }
        if (to - from <= room()) {
            out.append(s, from, to);
        } else {
            overflow(s, from, from + room());
        }
    }

    private void overflow(String s, int from, int to) {
        out.append(s, from, Graphemes.floor(s, from, to));
        trimSpaces();
        out.append(ELLIPSIS);
        reserved--;
        full = true;
    }

    private void trimSpaces() {
        while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }
}
