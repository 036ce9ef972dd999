package io.github.cameljirasync.mapping;

/** The lines of wiki markup that are a block by their first characters: headings, lists, rules, quotes, tables. */
final class WikiBlocks {

    private static final int MAX_LIST_DEPTH = 10;
    private static final int MAX_COLUMNS = 100;

    private final BoundedOutput out;
    private final Syntax syntax;
    private final WikiInline inline;
    private final int[] numbers = new int[MAX_LIST_DEPTH];
    private final int[] indents = new int[MAX_LIST_DEPTH];
    private int listDepth;

    WikiBlocks(BoundedOutput out, Syntax syntax, WikiInline inline) {
        this.out = out;
        this.syntax = syntax;
        this.inline = inline;
    }

    /** Renders a line; whether it was a block, so that the blank lines behind it are no text of their own. */
    boolean line(String s, int from, int to) {
        int start = from;
        while (start < to && s.charAt(start) == ' ') {
            start++;
        }
        if (listItem(s, start, to)) {
            out.newLine();
            return false;
        }
        boolean endsList = listDepth > 0;
        endList();
        if (endsList && start == to) {
            return true;
        }
        if (isHeading(s, start, to)) {
            heading(s, start, to);
        } else if (s.startsWith("bq. ", start)) {
            quote(s, start + 4, to);
        } else if (isRule(s, start, to)) {
            out.gap(2);
            out.markup("---");
            out.gap(2);
        } else {
            inline.write(s, from, to);
            out.newLine();
            return false;
        }
        return true;
    }

    /** Ends the current list: what follows is no item of it. */
    void endList() {
        if (listDepth > 0) {
            out.gap(2);
        }
        listDepth = 0;
    }

    /** Renders the table that starts at the index; returns where it ends, the same index when it is no table. */
    int table(String s, int from) {
        int columns = 0;
        int end = from;
        while (end < s.length() && WikiRow.isRow(s, end)) {
            columns = Math.max(columns, WikiRow.at(s, end).size());
            end = Math.min(s.length(), WikiRow.lineEnd(s, end) + 1);
        }
        if (end == from) {
            return from;
        }
        endList();
        out.gap(2);
        rows(s, from, end, Math.min(columns, MAX_COLUMNS));
        out.gap(2);
        return end;
    }

    private void rows(String s, int from, int end, int columns) {
        boolean hasRule = !syntax.table().hasHeaderRule();
        if (!hasRule && !s.startsWith("||", from)) {
            out.markup("|" + "   |".repeat(columns));
            rule(columns);
            hasRule = true;
        }
        for (int i = from; i < end && !out.isFull(); i = WikiRow.lineEnd(s, i) + 1) {
            out.gap(1);
            row(WikiRow.at(s, i), s);
            if (!hasRule) {
                rule(columns);
                hasRule = true;
            }
        }
    }

    private void rule(int columns) {
        out.gap(1);
        out.markup("|" + " --- |".repeat(columns));
    }

    private void row(WikiRow row, String s) {
        Syntax.TableSyntax table = syntax.table();
        out.markup(table.rowStart());
        for (int i = 0; i < row.size() && !out.isFull(); i++) {
            if (i > 0) {
                out.markup(table.cellEnd());
            }
            out.enterCell(table.lineBreak(), table.escapesPipes());
            inline.write(s, row.start(i), row.end(i));
            out.leaveCell();
        }
        out.markup(table.rowEnd());
    }

    private void heading(String s, int from, int to) {
        out.gap(2);
        out.lead(syntax.heading(s.charAt(from + 1) - '0'));
        inline.write(s, from + 4, to);
        out.gap(2);
    }

    private void quote(String s, int from, int to) {
        out.gap(2);
        int token = out.push(syntax.quote());
        inline.write(s, from, to);
        out.pop(token);
        out.gap(2);
    }

    private boolean listItem(String s, int from, int to) {
        int end = from;
        while (end < to && (s.charAt(end) == '*' || s.charAt(end) == '#' || s.charAt(end) == '-')) {
            end++;
        }
        int depth = end - from;
        if (depth == 0 || depth > MAX_LIST_DEPTH || end == to || s.charAt(end) != ' '
                || depth > 1 && s.charAt(from) == '-') {
            return false;
        }
        item(depth, s.charAt(end - 1) == '#');
        String marker = s.charAt(end - 1) == '#' ? numbers[depth - 1] + ". " : "- ";
        int token = out.push(" ".repeat(indents[depth - 1]));
        int itemToken = out.item(marker, "");
        inline.write(s, end + 1, to);
        out.pop(itemToken);
        out.pop(token);
        return true;
    }

    private void item(int depth, boolean numbered) {
        if (listDepth == 0) {
            out.gap(1);
        }
        for (int i = listDepth; i < depth; i++) {
            numbers[i] = 0;
            indents[i] = i == 0 ? 0 : indents[i - 1] + (i <= listDepth && numbers[i - 1] > 0 ? 3 : 2);
        }
        listDepth = depth;
        numbers[depth - 1] = numbered ? numbers[depth - 1] + 1 : 0;
    }

    private static boolean isHeading(String s, int from, int to) {
        return to - from > 4 && s.charAt(from) == 'h' && s.charAt(from + 1) >= '1' && s.charAt(from + 1) <= '6'
                && s.charAt(from + 2) == '.' && s.charAt(from + 3) == ' ';
    }

    private static boolean isRule(String s, int from, int to) {
        int end = to;
        while (end > from && s.charAt(end - 1) == ' ') {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (s.charAt(i) != '-') {
                return false;
            }
        }
        return end - from >= 4;
    }
}
