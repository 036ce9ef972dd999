package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import picocli.CommandLine.Help.Ansi;

/**
 * Rows in columns, each line cut to the width of the terminal. Text of other systems is made harmless: it has no line
 * ends and nothing that steers a terminal.
 */
final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST_LAST = 20;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        row((Object[]) headings);
    }

    /** Adds a row; null is shown as nothing. */
    void row(Object... cells) {
        rows.add(Arrays.stream(cells).map(cell -> cell == null ? "" : plain(cell.toString())).toList());
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    void print(PrintWriter out, int width) {
        int[] widths = widths();
        int last = widths.length - 1;
        int before = Arrays.stream(widths, 0, last).map(one -> one + GAP.length()).sum();
        int room = Math.max(NARROWEST_LAST, width - before);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
            }
            out.println(line.append(cut(row.get(last), room)).toString().stripTrailing());
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], width(row.get(i)))));
        return widths;
    }

    /** Text on one line, without characters that a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").replaceAll("\\s+", " ").strip();
    }

    /** The text, or its beginning and an ellipsis when it is wider than so many cells of a terminal. */
    static String cut(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        int end = Math.min(text.length(), cells);
        while (end > 0 && (width(text.substring(0, end)) >= cells || Character.isHighSurrogate(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + '…';
    }

    private static int width(String text) {
        return Ansi.OFF.new Text(text).getCJKAdjustedLength();
    }
}
