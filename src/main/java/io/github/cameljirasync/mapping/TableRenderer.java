package io.github.cameljirasync.mapping;

/** Tables with one line for each row; spanned places stay empty. A table inside a cell becomes lines of that cell. */
final class TableRenderer {

    private static final int MAX_COLUMNS = 100;

    private final BlockRenderer blocks;
    private final InlineWriter inline;
    private final BoundedOutput out;
    private final Syntax.TableSyntax syntax;

    TableRenderer(BlockRenderer blocks, InlineWriter inline, BoundedOutput out, Syntax.TableSyntax syntax) {
        this.blocks = blocks;
        this.inline = inline;
        this.out = out;
        this.syntax = syntax;
    }

    void table(Node table, int depth) {
        inline.finish();
        out.gap(2);
        if (out.isInCell()) {
            nestedTable(table, depth);
        } else if (table.size() > 0) {
            rows(table, depth);
        }
        inline.finish();
        out.gap(2);
    }

    private void rows(Node table, int depth) {
        int columns = columns(table);
        int[] spanned = new int[columns];
        boolean hasHeader = isHeader(table.child(0));
        if (syntax.hasHeaderRule() && !hasHeader) {
            emptyRow(columns, "   ");
            emptyRow(columns, " --- ");
        }
        for (int i = 0; i < table.size() && !out.isFull(); i++) {
            out.gap(1);
            Node row = table.child(i);
            if (row.type().equals("tableRow")) {
                row(row, spanned, depth + 1);
            } else {
                strayRow(row, depth + 1);
            }
            if (i == 0 && hasHeader && syntax.hasHeaderRule()) {
                emptyRow(columns, " --- ");
            }
        }
    }

    private void emptyRow(int columns, String cell) {
        out.gap(1);
        out.markup("|" + (cell + "|").repeat(columns));
    }

    private void strayRow(Node node, int depth) {
        out.markup(syntax.rowStart());
        cell(node, depth);
        out.markup(syntax.rowEnd());
    }

    private void row(Node row, int[] spanned, int depth) {
        out.markup(syntax.rowStart());
        int column = 0;
        for (int i = 0; i < row.size() && !out.isFull(); i++) {
            column = skipSpanned(spanned, column);
            Node cell = row.child(i);
            if (column > 0) {
                out.markup(syntax.cellEnd());
            }
            cell(cell, depth + 1);
            int last = column + cell.intAttr("colspan", 1, 1, MAX_COLUMNS);
            int rows = cell.intAttr("rowspan", 1, 1, Integer.MAX_VALUE) - 1;
            for (int c = column; c < last && c < spanned.length; c++) {
                spanned[c] = rows;
            }
            for (column++; column < last; column++) {
                out.markup(syntax.cellEnd());
            }
        }
        skipSpanned(spanned, column);
        out.markup(syntax.rowEnd());
    }

    // Leaves the places empty that a cell of a row above covers.
    private int skipSpanned(int[] spanned, int from) {
        int column = from;
        while (column < spanned.length && spanned[column] > 0) {
            spanned[column]--;
            if (column > 0) {
                out.markup(syntax.cellEnd());
            }
            column++;
        }
        return column;
    }

    private void cell(Node cell, int depth) {
        out.enterCell(syntax.lineBreak(), syntax.escapesPipes());
        cellContent(cell, depth);
        out.leaveCell();
    }

    private void cellContent(Node cell, int depth) {
        if (isCell(cell)) {
            inline.text(cell, Labels.of(cell));
            blocks.blocks(cell, depth);
        } else {
            blocks.node(cell, depth, false);
            inline.finish();
        }
    }

    private void nestedTable(Node table, int depth) {
        for (int i = 0; i < table.size() && !out.isFull(); i++) {
            out.gap(1);
            Node row = table.child(i);
            if (!row.type().equals("tableRow")) {
                cellContent(row, depth + 1);
            }
            for (int j = 0; j < row.size() && row.type().equals("tableRow"); j++) {
                cellContent(row.child(j), depth + 2);
                out.gap(1);
            }
        }
    }

    private static int columns(Node table) {
        int columns = 1;
        for (int i = 0; i < table.size(); i++) {
            Node row = table.child(i);
            int width = 0;
            for (int j = 0; j < row.size() && width < MAX_COLUMNS; j++) {
                width += row.child(j).intAttr("colspan", 1, 1, MAX_COLUMNS);
            }
            columns = Math.max(columns, width);
        }
        return Math.min(columns, MAX_COLUMNS);
    }

    private static boolean isHeader(Node row) {
        for (int i = 0; i < row.size(); i++) {
            if (!row.child(i).type().equals("tableHeader")) {
                return false;
            }
        }
        return row.size() > 0;
    }

    private static boolean isCell(Node node) {
        return node.type().equals("tableCell") || node.type().equals("tableHeader");
    }
}
