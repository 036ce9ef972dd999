package io.github.cameljirasync.mapping;

/** What differs between Markdown and plain text; the traversal of a document is the same for both. */
interface Syntax {

    /** Writes text that must not be read as syntax. */
    void text(BoundedOutput out, String s, int from, int to, boolean inHeading);

    /** Writes text of a Jira Data Center field, which may be anything and stays as it is. */
    void wikiText(BoundedOutput out, String s, int from, int to);

    /** The mark that a mark node stands for, or null when it does not show (colours, alignment, annotations). */
    Mark mark(Node mark);

    /** The mark that makes its text a link, or null when the text alone is to be shown. */
    Mark link(String url);

    Mark strong();

    Mark em();

    Mark strike();

    /** Writes a URL that is its own text. */
    void url(BoundedOutput out, String url);

    void image(BoundedOutput out, String alt, String url);

    void code(BoundedOutput out, String code);

    void codeBlock(BoundedOutput out, String language, String code);

    void status(BoundedOutput out, String text);

    /** In front of a heading of the level, 1 to 6. */
    String heading(int level);

    /** In front of each line of a quote. */
    String quote();

    /** Whether a panel shows what kind of panel it is. */
    boolean hasPanelTitle();

    /** Behind a line that ends within a paragraph. */
    String lineBreak();

    TableSyntax table();

    /**
     * How rows are written.
     *
     * @param rowStart      before the first cell
     * @param cellEnd       between two cells
     * @param rowEnd        behind the last cell
     * @param lineBreak     stands for a line end inside a cell
     * @param escapesPipes  whether a pipe inside a cell is escaped
     * @param hasHeaderRule whether a header row and the rule below it are required
     */
    record TableSyntax(String rowStart, String cellEnd, String rowEnd, String lineBreak, boolean escapesPipes,
            boolean hasHeaderRule) {
    }
}
