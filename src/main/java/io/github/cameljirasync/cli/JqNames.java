package io.github.cameljirasync.cli;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.ParseException;
import net.thisptr.jackson.jq.internal.javacc.Token;

/**
 * Finds the functions and variables that a jq query uses and does not define itself. jackson-jq looks them up when a
 * query runs; its tree keeps no places, so the tokens are read that its parser leaves behind.
 */
final class JqNames implements ExpressionParserConstants {

    private final Deque<Group> groups = new ArrayDeque<>();
    private final List<Use> free = new ArrayList<>();
    private Token previous = new Token();
    private Token beforePrevious = new Token();

    private JqNames() {
    }

    /**
     * A name that is used and not defined.
     *
     * @param name      a variable's name begins with {@code $}, a format's with {@code @}
     * @param arguments how many a function is given
     */
    record Use(String name, int arguments, int line, int column) {

        boolean isVariable() {
            return name.startsWith("$");
        }
    }

    /** What stands between two brackets, or a function's definition; names live until it ends. */
    private static final class Group {

        private final int opener;
        private final Token call;
        private final Set<String> functions = new HashSet<>();
        private final Set<String> variables = new HashSet<>();
        private final List<Use> calls = new ArrayList<>();
        private int semicolons;

        Group(int opener, Token call) {
            this.opener = opener;
            this.call = call;
        }

        boolean defines(Use use) {
            return functions.contains(use.name() + '/' + use.arguments());
        }
    }

    /** The names that a query needs from outside, in the order of their places; it must have no syntax error. */
    static List<Use> free(String query) {
        ExpressionParser parser = new ExpressionParser(new StringReader(query));
        Token start = parser.token;
        try {
            parser.Start();
        } catch (ParseException e) {
            throw new IllegalArgumentException("no jq query", e);
        }
        JqNames names = new JqNames();
        names.read(start.next);
        return names.free.stream().sorted(Comparator.comparingInt(Use::line).thenComparingInt(Use::column))
                .toList();
    }

    private void read(Token first) {
        groups.push(new Group(EOF, null));
        for (Token token = first; token != null && token.kind != EOF; token = token.next) {
            if (isImport(token)) {
                // what a module holds is not known here
                return;
            }
            Token last = take(token);
            beforePrevious = previous;
            previous = token;
            token = last;
        }
        Group all = groups.pop();
        all.calls.stream().filter(use -> !all.defines(use)).forEach(free::add);
    }

    private static boolean isImport(Token token) {
        return (token.kind == KEYWORD_IMPORT || token.kind == KEYWORD_INCLUDE) && token.next.kind == QUOTE;
    }

    /** @return the last token that was read */
    private Token take(Token token) {
        switch (token.kind) {
            case OPEN_PAR, OPEN_INTERP, OPEN_BRACKET, OPEN_BRACE -> groups.push(new Group(token.kind, callee(token)));
            case CLOSE_PAR, CLOSE_BRACKET, CLOSE_BRACE -> end();
            case SEMICOLON -> semicolon();
            case KEYWORD_DEF -> {
                return token.next.kind == IDENTIFIER ? define(token.next) : token;
            }
            case KEYWORD_AS -> {
                return token.next.kind == COLON ? token : bind(token.next);
            }
            case DOLLAR -> variable(token);
            case IDENTIFIER -> identifier(token);
            default -> {
                return token;
            }
        }
        return token;
    }

    private Token callee(Token token) {
        return token.kind == OPEN_PAR && previous.kind == IDENTIFIER && beforePrevious.kind != DOLLAR
                && beforePrevious.kind != DOUBLE_COLON ? previous : null;
    }

    private void identifier(Token token) {
        boolean isKey = groups.peek().opener == OPEN_BRACE && (previous.kind == OPEN_BRACE || previous.kind == COMMA);
        if (isKey || previous.kind == DOLLAR || previous.kind == DOUBLE_COLON || token.next.kind == DOUBLE_COLON
                || token.next.kind == OPEN_PAR) {
            return;
        }
        call(token, previous.kind == ATSIGN ? "@" + token.image : token.image, 0);
    }

    private void call(Token token, String name, int arguments) {
        groups.peek().calls.add(new Use(name, arguments, token.beginLine, token.beginColumn));
    }

    private void variable(Token dollar) {
        boolean isLabel = previous.kind == KEYWORD_LABEL || previous.kind == KEYWORD_BREAK;
        Token name = dollar.next;
        if (isLabel || name.next.kind == DOUBLE_COLON
                || groups.stream().anyMatch(group -> group.variables.contains(name.image))) {
            return;
        }
        free.add(new Use("$" + name.image, 0, dollar.beginLine, dollar.beginColumn));
    }

    private void semicolon() {
        if (groups.peek().opener == KEYWORD_DEF) {
            end();
        } else {
            groups.peek().semicolons++;
        }
    }

    /** What a group does not define may be defined around it, also behind it. */
    private void end() {
        Group group = groups.pop();
        group.calls.stream().filter(use -> !group.defines(use)).forEach(groups.peek().calls::add);
        if (group.call != null) {
            call(group.call, group.call.image, group.semicolons + 1);
        }
    }

    /** @return the colon before the body */
    private Token define(Token name) {
        Group body = new Group(KEYWORD_DEF, null);
        int parameters = 0;
        Token token = name.next;
        for (; token.kind != COLON; token = token.next) {
            if (token.kind == IDENTIFIER) {
                parameters++;
                body.functions.add(token.image + "/0");
                body.variables.add(token.image);
            }
        }
        groups.peek().functions.add(name.image + '/' + parameters);
        groups.push(body);
        return token;
    }

    /** @return the last token of the pattern that is bound */
    private Token bind(Token pattern) {
        int depth = 0;
        Token token = pattern;
        while (true) {
            if (token.kind == DOLLAR) {
                token = token.next;
                groups.peek().variables.add(token.image);
            } else if (token.kind == OPEN_BRACKET || token.kind == OPEN_BRACE || token.kind == OPEN_PAR) {
                depth++;
            } else if (token.kind == CLOSE_BRACKET || token.kind == CLOSE_BRACE || token.kind == CLOSE_PAR) {
                depth--;
            }
            if (depth == 0) {
                return token;
            }
            token = token.next;
        }
    }
}
