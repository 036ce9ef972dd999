package io.github.cameljirasync.mapping;

/** Text for people, without any syntax but list markers and separators between cells. */
final class PlainSyntax implements Syntax {

    private static final TableSyntax TABLE = new TableSyntax("", " | ", "", " / ", false, false);

    @Override
    public void text(BoundedOutput out, String s, int from, int to, boolean inHeading) {
        out.text(s, from, to);
    }

    @Override
    public void wikiText(BoundedOutput out, String s, int from, int to) {
        out.text(s, from, to);
    }

    @Override
    public Mark mark(Node mark) {
        return "link".equals(mark.type()) ? link(mark.attr("href")) : null;
    }

    @Override
    public Mark link(String url) {
        return url.isEmpty() || Links.isHostile(url) ? null : new Mark(Mark.LINK, "", " (" + url + ")", url);
    }

    @Override
    public Mark strong() {
        return null;
    }

    @Override
    public Mark em() {
        return null;
    }

    @Override
    public Mark strike() {
        return null;
    }

    @Override
    public void url(BoundedOutput out, String url) {
        out.text(url);
    }

    @Override
    public void image(BoundedOutput out, String alt, String url) {
        out.text(alt.isEmpty() ? url : alt + " (" + url + ")");
    }

    @Override
    public void code(BoundedOutput out, String code) {
        out.text(code.replace('\n', ' '));
    }

    @Override
    public void codeBlock(BoundedOutput out, String language, String code) {
        Lines.write(out, code);
    }

    @Override
    public void status(BoundedOutput out, String text) {
        out.text("[" + text + "]");
    }

    @Override
    public String heading(int level) {
        return "";
    }

    @Override
    public String quote() {
        return "";
    }

    @Override
    public boolean hasPanelTitle() {
        return false;
    }

    @Override
    public String lineBreak() {
        return "";
    }

    @Override
    public TableSyntax table() {
        return TABLE;
    }
}
