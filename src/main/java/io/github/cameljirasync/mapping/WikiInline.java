package io.github.cameljirasync.mapping;

import java.util.Locale;

/** The markup within a line of wiki text. Each search for an end that fails is not repeated, so time stays linear. */
final class WikiInline {

    private static final int LONGEST_EXTENSION = 5;
    private static final String COLOR = "{color";
    private static final int LONGEST_COLOR = 32;
    private static final int LONGEST_SCHEME = 16;

    private final BoundedOutput out;
    private final Syntax syntax;

    WikiInline(BoundedOutput out, Syntax syntax) {
        this.out = out;
        this.syntax = syntax;
    }

    void write(String s, int from, int to) {
        new Span(s, from, to).write();
    }

    void marked(Mark mark, String s, int from, int to) {
        boolean opened = mark != null && out.open(mark.open(), mark.close().length());
        int at = out.length();
        write(s, from, to);
        if (opened) {
            boolean needless = mark.sameAs() != null && out.endsWith(mark.sameAs(), at);
            out.close(needless ? "" : mark.close(), mark.close().length());
        }
    }

    /** One stretch of text within which marks may open and close. */
    private final class Span {

        private final String s;
        private final int from;
        private final int to;
        private int copied;
        private boolean noStrong;
        private boolean noEm;
        private boolean noStrike;
        private boolean noCode;
        private boolean noImage;

        Span(String s, int from, int to) {
            this.s = s;
            this.from = from;
            this.to = to;
            this.copied = from;
        }

        void write() {
            int i = from;
            while (i < to && !out.isFull()) {
                int behind = markup(i);
                i = behind > i ? behind : i + 1;
            }
            copyUntil(to);
        }

        private void copyUntil(int end) {
            syntax.wikiText(out, s, copied, end);
            copied = end;
        }

        // Returns the index behind the markup at i, or i when there is none.
        private int markup(int i) {
            switch (s.charAt(i)) {
                case '*' -> {
                    int end = noStrong ? -1 : phraseEnd(i);
                    noStrong |= end == -1;
                    return end < 0 ? i : phrase(syntax.strong(), i, end);
                }
                case '_' -> {
                    int end = noEm ? -1 : phraseEnd(i);
                    noEm |= end == -1;
                    return end < 0 ? i : phrase(syntax.em(), i, end);
                }
                case '-' -> {
                    int end = noStrike ? -1 : phraseEnd(i);
                    noStrike |= end == -1;
                    return end < 0 ? i : phrase(syntax.strike(), i, end);
                }
                case '{' -> {
                    return s.startsWith("{{", i) ? code(i) : color(i);
                }
                case '[' -> {
                    return link(i);
                }
                case '!' -> {
                    return image(i);
                }
                default -> {
                    return i;
                }
            }
        }

        // -2 when no phrase starts here, -1 when none that starts here or later in the span can end.
        private int phraseEnd(int i) {
            char c = s.charAt(i);
            if (i > from && (Chars.isWord(s.charAt(i - 1)) || s.charAt(i - 1) == c || s.charAt(i - 1) == '\\')
                    || i + 1 >= to || Chars.isSpace(s.charAt(i + 1)) || s.charAt(i + 1) == c) {
                return -2;
            }
            for (int j = Chars.indexOf(s, c, i + 2, to); j >= 0; j = Chars.indexOf(s, c, j + 1, to)) {
                boolean behindText = !Chars.isSpace(s.charAt(j - 1)) && s.charAt(j - 1) != c;
                if (behindText && (j + 1 == to || !Chars.isWord(s.charAt(j + 1)) && s.charAt(j + 1) != c)) {
                    return j;
                }
            }
            return -1;
        }

        private int phrase(Mark mark, int start, int end) {
            copyUntil(start);
            marked(mark, s, start + 1, end);
            copied = end + 1;
            return copied;
        }

        private int code(int i) {
            int end = noCode ? -1 : closingBraces(i + 2);
            noCode |= end < 0;
            if (end <= i + 2) {
                return i;
            }
            copyUntil(i);
            syntax.code(out, s.substring(i + 2, end));
            copied = end + 2;
            return copied;
        }

        private int closingBraces(int start) {
            for (int j = start; j + 1 < to; j++) {
                if (s.charAt(j) == '}' && s.charAt(j + 1) == '}') {
                    return j;
                }
            }
            return -1;
        }

        // {color:red} and {color} show nothing themselves.
        private int color(int i) {
            int nameEnd = i + COLOR.length();
            if (!s.startsWith(COLOR, i) || nameEnd >= to || s.charAt(nameEnd) != ':' && s.charAt(nameEnd) != '}') {
                return i;
            }
            int end = nameEnd;
            while (end < to && end - nameEnd < LONGEST_COLOR && s.charAt(end) != '}') {
                end++;
            }
            if (end == to || s.charAt(end) != '}' || Chars.indexOf(s, ' ', nameEnd, end) >= 0) {
                return i;
            }
            copyUntil(i);
            copied = end + 1;
            return copied;
        }

        private int link(int i) {
            int pipe = -1;
            int end = i + 1;
            while (end < to && s.charAt(end) != ']' && s.charAt(end) != '[') {
                pipe = s.charAt(end) == '|' && startsTarget(s, end + 1, to) ? end : pipe;
                end++;
            }
            if (end == to || s.charAt(end) == '[') {
                return i;
            }
            if (s.charAt(i + 1) == '~' && end > i + 2) {
                return mention(i, end);
            }
            boolean titled = pipe >= 0;
            int target = titled ? pipe + 1 : i + 1;
            return isTarget(s, target, end) && hasNoTextBehind(target, end) ? link(i, pipe, target, end) : i;
        }

        /** Behind a target may stand how its card looks, which is no text; a link with anything else there stays as it is. */
        private boolean hasNoTextBehind(int target, int end) {
            int option = Chars.indexOf(s, '|', target, end);
            return option < 0 || s.startsWith("smart-", option + 1);
        }

        private int link(int i, int labelEnd, int target, int end) {
            int option = Chars.indexOf(s, '|', target, end);
            String url = s.substring(target, option < 0 ? end : option);
            copyUntil(i);
            if (labelEnd < 0) {
                syntax.url(out, url);
            } else {
                marked(syntax.link(url), s, i + 1, labelEnd);
            }
            copied = end + 1;
            return copied;
        }

        private int mention(int i, int end) {
            copyUntil(i);
            int start = s.startsWith("~accountid:", i + 1) ? i + 12 : i + 2;
            out.text("@");
            syntax.wikiText(out, s, start, end);
            copied = end + 1;
            return copied;
        }

        private int image(int i) {
            if (noImage || i > from && Chars.isWord(s.charAt(i - 1)) || i + 1 >= to || Chars.isSpace(s.charAt(i + 1))) {
                return i;
            }
            int end = Chars.indexOf(s, '!', i + 1, to);
            noImage = end < 0;
            int pipe = noImage ? -1 : Chars.indexOf(s, '|', i + 1, end);
            int nameEnd = pipe < 0 ? end : pipe;
            if (noImage || !isFileName(i + 1, nameEnd)) {
                return i;
            }
            copyUntil(i);
            String name = s.substring(i + 1, nameEnd);
            if (Links.isSafe(name)) {
                syntax.image(out, "", name);
            } else {
                String label = "[Attachment: " + name + "]";
                syntax.text(out, label, 0, label.length(), false);
            }
            copied = end + 1;
            return copied;
        }

        private boolean isFileName(int start, int end) {
            int dot = end - 1;
            while (dot > start && end - dot <= LONGEST_EXTENSION && s.charAt(dot) != '.') {
                dot--;
            }
            if (dot <= start || end - dot < 3 || s.charAt(dot) != '.') {
                return false;
            }
            for (int j = dot + 1; j < end; j++) {
                if (!Chars.isWord(s.charAt(j))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isTarget(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Chars.isSpace(s.charAt(i))) {
                return false;
            }
        }
        return startsTarget(s, from, to);
    }

    private static boolean startsTarget(String s, int from, int to) {
        String start = s.substring(from, Math.min(to, from + LONGEST_SCHEME));
        return start.startsWith("#") || start.startsWith("/") || start.contains("://")
                || start.toLowerCase(Locale.ROOT).startsWith("mailto:") || Links.isHostile(start);
    }
}
