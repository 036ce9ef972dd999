package io.github.cameljirasync.mapping;

import java.util.Arrays;

/** The cells of a table row of wiki markup, as indexes into the text; a pipe inside a link or monospaced text is none. */
final class WikiRow {

    private int[] bounds = new int[16];
    private int size;

    private WikiRow() {
    }

    /** Whether the line that starts at the index has cells: it starts and ends with a pipe. */
    static boolean isRow(String s, int from) {
        int end = contentEnd(s, from);
        return end - from > 2 && s.charAt(from) == '|' && s.charAt(end - 1) == '|' && at(s, from).size > 0;
    }

    static int lineEnd(String s, int from) {
        int end = s.indexOf('\n', from);
        return end < 0 ? s.length() : end;
    }

    static WikiRow at(String s, int from) {
        WikiRow row = new WikiRow();
        int end = contentEnd(s, from);
        int start = skipPipes(s, from, end);
        int closing = -1;
        for (int i = start; i < end; i++) {
            char c = s.charAt(i);
            if (c == '[' || c == '{' && s.startsWith("{{", i)) {
                // an end that was not found once is not looked for again
                closing = closing < i ? closing(s, i, end, c == '[' ? "]" : "}}") : closing;
                i = closing < end ? closing : i;
            } else if (c == '|') {
                row.add(s, start, i);
                start = skipPipes(s, i, end);
                i = start - 1;
            }
        }
        return row;
    }

    int size() {
        return size;
    }

    int start(int cell) {
        return bounds[2 * cell];
    }

    int end(int cell) {
        return bounds[2 * cell + 1];
    }

    private void add(String s, int from, int to) {
        if (2 * size + 2 > bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        int start = from;
        while (start < to && s.charAt(start) == ' ') {
            start++;
        }
        int end = to;
        while (end > start && s.charAt(end - 1) == ' ') {
            end--;
        }
        bounds[2 * size] = start;
        bounds[2 * size + 1] = end;
        size++;
    }

    private static int closing(String s, int from, int end, String closing) {
        for (int i = from; i < end; i++) {
            if (s.startsWith(closing, i)) {
                return i;
            }
        }
        return end;
    }

    private static int skipPipes(String s, int from, int end) {
        int behind = from + 1;
        return behind < end && s.charAt(behind) == '|' ? behind + 1 : behind;
    }

    private static int contentEnd(String s, int from) {
        int end = lineEnd(s, from);
        while (end > from && s.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
