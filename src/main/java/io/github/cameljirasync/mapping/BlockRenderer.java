package io.github.cameljirasync.mapping;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Renders an Atlassian document. A node of an unknown type renders its children, a node in an unexpected place what it
 * would render elsewhere. Below {@value #MAX_DEPTH} levels the text is still collected, without its structure.
 */
final class BlockRenderer {

    static final int MAX_DEPTH = 256;

    private final BoundedOutput out;
    private final Syntax syntax;
    private final InlineWriter inline;
    private final ListRenderer lists;
    private final TableRenderer tables;

    BlockRenderer(BoundedOutput out, Syntax syntax) {
        this.out = out;
        this.syntax = syntax;
        this.inline = new InlineWriter(out, syntax);
        this.lists = new ListRenderer(this, inline, out, syntax);
        this.tables = new TableRenderer(this, inline, out, syntax.table());
    }

    void document(Node node) {
        node(node, 0, false);
        inline.finish();
    }

    /** Renders the children of a node that holds blocks. */
    void blocks(Node parent, int depth) {
        children(parent, depth, false);
        inline.finish();
    }

    /** Renders the children of a node that holds inline content. */
    void inlines(Node parent, int depth) {
        children(parent, depth, true);
        inline.finish();
    }

    /** Renders one node; {@code inlineParent} tells whether it continues the line of its neighbours. */
    void node(Node node, int depth, boolean inlineParent) {
        if (out.isFull()) {
            return;
        }
        if (depth > MAX_DEPTH) {
            textOnly(node);
            return;
        }
        switch (node.type()) {
            case "text", "mention", "emoji", "date", "placeholder", "inlineExtension" -> label(node, depth);
            case "hardBreak" -> lineBreak(node, depth);
            case "status" -> status(node, depth);
            case "inlineCard" -> card(node, depth);
            case "mediaInline", "media" -> media(node, depth, inlineParent);
            case "heading" -> heading(node, depth);
            case "bulletList", "orderedList", "taskList", "decisionList" -> lists.list(node, depth);
            case "codeBlock" -> codeBlock(node);
            case "rule" -> rule(node, depth);
            case "blockquote" -> quote(node, depth, null);
            case "panel" -> quote(node, depth, syntax.hasPanelTitle() ? Labels.panel(node) : null);
            case "table" -> tables.table(node, depth);
            case "expand", "nestedExpand" -> titled(node, depth, syntax.strong());
            case "extension", "bodiedExtension", "syncBlock" -> titled(node, depth, null);
            case "blockCard", "embedCard" -> blockCard(node, depth);
            default -> other(node, depth, inlineParent);
        }
    }

    private void children(Node parent, int depth, boolean inlineParent) {
        int size = parent.size();
        for (int i = 0; i < size && !out.isFull(); i++) {
            node(parent.child(i), depth + 1, inlineParent);
        }
    }

    private void startBlock(int lines) {
        inline.finish();
        out.gap(lines);
    }

    private void label(Node node, int depth) {
        inline.text(node, Labels.of(node));
        children(node, depth, true);
    }

    private void lineBreak(Node node, int depth) {
        inline.lineBreak();
        children(node, depth, true);
    }

    private void status(Node node, int depth) {
        inline.status(node, Labels.of(node));
        children(node, depth, true);
    }

    private void card(Node node, int depth) {
        String url = Labels.url(node);
        inline.card(node, url, Labels.of(node));
        children(node, depth, true);
    }

    private void blockCard(Node node, int depth) {
        startBlock(2);
        card(node, depth);
        startBlock(2);
    }

    private void media(Node node, int depth, boolean inlineParent) {
        if (!inlineParent && node.type().equals("media")) {
            startBlock(1);
        }
        String url = node.attr("url");
        if (Links.isSafe(url)) {
            inline.image(node, node.attr("alt"), url);
        } else {
            inline.text(node, Labels.of(node));
        }
        children(node, depth, true);
    }

    private void heading(Node node, int depth) {
        startBlock(2);
        out.lead(syntax.heading(node.intAttr("level", 1, 1, 6)));
        inline.startHeading();
        children(node, depth, true);
        startBlock(2);
    }

    private void rule(Node node, int depth) {
        startBlock(2);
        out.markup("---");
        startBlock(2);
        children(node, depth, false);
    }

    private void quote(Node node, int depth, String title) {
        startBlock(2);
        int token = out.push(syntax.quote());
        if (title != null) {
            inline.text(syntax.strong(), title);
            startBlock(2);
        }
        blocks(node, depth);
        out.pop(token);
        out.gap(2);
    }

    private void titled(Node node, int depth, Mark mark) {
        startBlock(2);
        inline.text(mark, Labels.of(node));
        startBlock(2);
        blocks(node, depth);
        out.gap(2);
    }

    private void codeBlock(Node node) {
        startBlock(2);
        StringBuilder code = new StringBuilder();
        collect(node, code, "");
        if (code.length() > 0 && code.charAt(code.length() - 1) == '\n') {
            code.setLength(code.length() - 1);
        }
        syntax.codeBlock(out, node.attr("language"), code.toString());
        startBlock(2);
    }

    // A paragraph, a layout, a synced body or a node that nobody knows yet.
    private void other(Node node, int depth, boolean inlineParent) {
        boolean block = !inlineParent || node.type().equals("paragraph");
        String own = Labels.of(node);
        if (block && (node.size() > 0 || !own.isEmpty())) {
            startBlock(2);
        }
        inline.text(node, own);
        Node original = node.size() == 0 ? node.nodeAttr("originalValue") : null;
        if (original != null) {
            node(original, depth + 1, inlineParent);
        }
        children(node, depth, inlineParent || node.type().equals("paragraph") || node.type().equals("caption"));
        if (block) {
            startBlock(2);
        }
    }

    private void textOnly(Node node) {
        StringBuilder text = new StringBuilder();
        collect(node, text, " ");
        inline.text((Mark) null, text.toString());
    }

    /** Appends the labels of a node and of all below it, in order and without recursion. */
    private static void collect(Node root, StringBuilder text, String separator) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            String label = Labels.of(node);
            if (!label.isEmpty()) {
                text.append(label).append(separator);
            }
            for (int i = node.size() - 1; i >= 0; i--) {
                open.push(node.child(i));
            }
        }
    }
}
