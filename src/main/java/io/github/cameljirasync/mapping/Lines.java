package io.github.cameljirasync.mapping;

/** Writes the lines of a text as they are, each behind the current prefix. */
final class Lines {

    private Lines() {
    }

    static void write(BoundedOutput out, String text) {
        int start = 0;
        while (start <= text.length() && !out.isFull()) {
            int end = text.indexOf('\n', start);
            int to = end < 0 ? text.length() : end;
            out.text(text, start, to);
            if (end >= 0) {
                out.newLine();
            }
            start = to + 1;
        }
    }
}
