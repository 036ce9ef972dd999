package io.github.cameljirasync.mapping;

/** Bullet, ordered, task and decision lists. A list directly inside a list, the way task lists nest, is indented. */
final class ListRenderer {

    private static final int LARGEST_NUMBER = 999_999_999;

    private final BlockRenderer blocks;
    private final InlineWriter inline;
    private final BoundedOutput out;
    private final Syntax syntax;
    private int openLists;

    ListRenderer(BlockRenderer blocks, InlineWriter inline, BoundedOutput out, Syntax syntax) {
        this.blocks = blocks;
        this.inline = inline;
        this.out = out;
        this.syntax = syntax;
    }

    void list(Node list, int depth) {
        inline.finish();
        if (openLists == 0) {
            out.gap(2);
        }
        openLists++;
        items(list, depth);
        openLists--;
        out.gap(2);
    }

    private void items(Node list, int depth) {
        int number = list.intAttr("order", 1, 0, LARGEST_NUMBER);
        boolean hasItem = false;
        for (int i = 0; i < list.size() && !out.isFull(); i++) {
            Node child = list.child(i);
            if (hasItem) {
                out.endLine();
            } else if (openLists > 1) {
                out.tightGap();
            }
            if (isList(child)) {
                nested(child, depth, hasItem ? "  " : "");
            } else {
                item(child, marker(list, child, number), depth);
                number = Math.min(number + 1, LARGEST_NUMBER);
                hasItem = true;
            }
        }
    }

    private void nested(Node list, int depth, String indent) {
        int token = out.push(indent);
        blocks.node(list, depth + 1, false);
        out.pop(token);
    }

    private void item(Node item, String marker, int depth) {
        boolean task = marker.charAt(marker.length() - 2) == ']';
        int token = out.item(marker, task ? "  " : " ".repeat(marker.length()));
        switch (item.type()) {
            case "listItem", "blockTaskItem" -> content(item, depth, false);
            case "taskItem" -> content(item, depth, true);
            case "decisionItem" -> {
                inline.text(syntax.strong(), "Decision:");
                inline.text((Mark) null, " ");
                content(item, depth, true);
            }
            default -> {
                blocks.node(item, depth + 1, false);
                inline.finish();
            }
        }
        out.pop(token);
    }

    private void content(Node item, int depth, boolean inlineContent) {
        inline.text(item, Labels.of(item));
        if (inlineContent) {
            blocks.inlines(item, depth + 1);
        } else {
            blocks.blocks(item, depth + 1);
        }
    }

    private static String marker(Node list, Node item, int number) {
        return switch (item.type()) {
            case "taskItem", "blockTaskItem" -> "DONE".equals(item.attr("state")) ? "- [x] " : "- [ ] ";
            case "decisionItem" -> "- ";
            default -> list.type().equals("orderedList") ? number + ". " : "- ";
        };
    }

    private static boolean isList(Node node) {
        return switch (node.type()) {
            case "bulletList", "orderedList", "taskList", "decisionList" -> true;
            default -> false;
        };
    }
}
