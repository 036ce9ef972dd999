package io.github.cameljirasync.mapping;

/** CommonMark with the tables, task lists and strikethrough of GitHub Flavored Markdown. */
final class MarkdownSyntax implements Syntax {

    private static final Mark STRONG = new Mark(Mark.STRONG, "**", "**");
    private static final Mark EM = new Mark(Mark.EM, "*", "*");
    private static final Mark STRIKE = new Mark(Mark.STRIKE, "~~", "~~");
    private static final Mark UNDERLINE = new Mark(Mark.UNDERLINE, "<u>", "</u>");
    private static final Mark SUB = new Mark(Mark.SUBSUP, "<sub>", "</sub>");
    private static final Mark SUP = new Mark(Mark.SUBSUP, "<sup>", "</sup>");
    private static final TableSyntax TABLE = new TableSyntax("| ", " | ", " |", "<br>", true, true);
    private static final int LONGEST_LANGUAGE = 40;

    @Override
    public void text(BoundedOutput out, String s, int from, int to, boolean inHeading) {
        MarkdownEscaper.write(out, s, from, to, inHeading);
    }

    @Override
    public void wikiText(BoundedOutput out, String s, int from, int to) {
        int start = from;
        for (int i = from; i + 1 < to; i++) {
            char next = s.charAt(i + 1);
            boolean tag = s.charAt(i) == '<' && (Chars.isWord(next) || next == '/' || next == '!' || next == '?');
            // text from Jira must not turn into a tag or a link that Jira would not have shown
            if (tag || s.charAt(i) == ']' && (next == '(' || next == ':')) {
                out.text(s, start, i);
                out.markup("\\");
                start = i;
            }
        }
        out.text(s, start, to);
    }

    @Override
    public Mark mark(Node mark) {
        return switch (mark.type()) {
            case "link" -> link(mark.attr("href"));
            case "strong" -> STRONG;
            case "em" -> EM;
            case "strike" -> STRIKE;
            case "underline" -> UNDERLINE;
            case "subsup" -> "sup".equals(mark.attr("type")) ? SUP : SUB;
            default -> null;
        };
    }

    @Override
    public Mark link(String url) {
        if (Links.isSafe(url)) {
            return new Mark(Mark.LINK, "[", "](" + Links.encode(url) + ")");
        }
        return url.isEmpty() || Links.isHostile(url) ? null : new Mark(Mark.LINK, "", " (`" + Links.encode(url) + "`)", url);
    }

    @Override
    public Mark strong() {
        return STRONG;
    }

    @Override
    public Mark em() {
        return EM;
    }

    @Override
    public Mark strike() {
        return STRIKE;
    }

    @Override
    public void url(BoundedOutput out, String url) {
        if (Links.isSafe(url) && url.indexOf(':') > 0) {
            out.markup("<" + Links.encode(url) + ">");
        } else {
            MarkdownEscaper.write(out, url, 0, url.length(), false);
        }
    }

    @Override
    public void image(BoundedOutput out, String alt, String url) {
        String destination = "](" + Links.encode(url) + ")";
        if (out.open("![", destination.length())) {
            MarkdownEscaper.write(out, alt, 0, alt.length(), false);
            out.close(destination, destination.length());
        }
    }

    @Override
    public void code(BoundedOutput out, String code) {
        if (code.isEmpty()) {
            return;
        }
        String fence = "`".repeat(longestRun(code) + 1);
        boolean padded = code.charAt(0) == '`' || code.endsWith("`") || code.startsWith(" ") && code.endsWith(" ");
        String open = padded ? fence + " " : fence;
        if (out.open(open, open.length())) {
            out.text(code.replace('\n', ' '));
            out.close(padded ? " " + fence : fence, open.length());
        } else {
            out.text(code);
        }
    }

    @Override
    public void codeBlock(BoundedOutput out, String language, String code) {
        if (out.isInCell()) {
            code.lines().forEach(line -> {
                out.gap(1);
                code(out, line);
            });
            return;
        }
        String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
        int closing = out.closingLineLength(fence);
        if (out.open(fence + info(language), closing)) {
            out.newLine();
            Lines.write(out, code);
            out.closeOnOwnLine(fence, closing);
        } else {
            out.text(code);
        }
    }

    @Override
    public void status(BoundedOutput out, String text) {
        code(out, text);
    }

    @Override
    public String heading(int level) {
        return "######".substring(6 - level) + " ";
    }

    @Override
    public String quote() {
        return "> ";
    }

    @Override
    public boolean hasPanelTitle() {
        return true;
    }

    @Override
    public String lineBreak() {
        return "\\";
    }

    @Override
    public TableSyntax table() {
        return TABLE;
    }

    private static int longestRun(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static String info(String language) {
        StringBuilder info = new StringBuilder();
        for (int i = 0; i < language.length() && info.length() < LONGEST_LANGUAGE; i++) {
            char c = language.charAt(i);
            if (Chars.isWord(c) || "+#-._".indexOf(c) >= 0) {
                info.append(c);
            }
        }
        return info.toString();
    }
}
