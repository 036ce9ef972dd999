package io.github.cameljirasync.sandbox.jql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens by the rules of Atlassian's JQLLexer.g4 (jira-facts 5.1 to 5.3). */
final class JqlLexer {

    private static final String RESERVED_CHARACTERS = "{}*/%+^$#@?;";
    private static final String ENDS_A_WORD = "\"'=!<>()~,[]|&" + RESERVED_CHARACTERS;

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    JqlLexer(String query) {
        this.query = query;
    }

    List<Token> tokens() {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                quoted(c);
            } else if (RESERVED_CHARACTERS.indexOf(c) >= 0) {
                throw error("The character '" + c + "' is a reserved JQL character. You must enclose it in a string"
                        + " or use the escape '\\u" + String.format("%04x", (int) c) + "' instead.", at);
            } else if (ENDS_A_WORD.indexOf(c) >= 0) {
                symbol(c);
            } else {
                word();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", query.length()));
        return tokens;
    }

    private void symbol(char c) {
        String two = at + 1 < query.length() ? query.substring(at, at + 2) : "";
        String text = switch (two) {
            case "!=", "<=", ">=", "!~", "&&", "||" -> two;
            default -> String.valueOf(c);
        };
        tokens.add(new Token(Token.Kind.SYMBOL, text, at));
        at += text.length();
    }

    private void word() {
        int start = at;
        StringBuilder text = new StringBuilder();
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c) || ENDS_A_WORD.indexOf(c) >= 0) {
                break;
            }
            if (c == '\\') {
                text.append(escape());
            } else {
                text.append(c);
                at++;
            }
        }
        tokens.add(new Token(Token.Kind.WORD, text.toString(), start));
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < query.length()) {
            char c = query.charAt(at);
            if (c == quote) {
                at++;
                tokens.add(new Token(Token.Kind.QUOTED, text.toString(), start));
                return;
            }
            if (c == '\\') {
                text.append(escape());
            } else if (forbidden(c)) {
                throw error("The character with code " + (int) c + " is not allowed in a string. Use the escape '\\u"
                        + String.format("%04x", (int) c) + "' instead.", at);
            } else {
                text.append(c);
                at++;
            }
        }
        throw error("The quoted string '" + text + "' has not been completed.", start);
    }

    private static boolean forbidden(char c) {
        return c <= 0x9 || c == 0xB || c == 0xC || c >= 0xE && c <= 0x1F || c >= 0x7F && c <= 0x9F
                || c >= 0xFDD0 && c <= 0xFDEF || c >= 0xFFFE;
    }

    private char escape() {
        int start = at;
        char kind = at + 1 < query.length() ? query.charAt(at + 1) : '\0';
        at += 2;
        switch (kind) {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case '"', '\'', '\\', ' ':
                return kind;
            case 'u':
                if (at + 4 <= query.length() && query.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    at += 4;
                    return (char) Integer.parseInt(query.substring(at - 4, at), 16);
                }
                throw illegal(start);
            default:
                throw illegal(start);
        }
    }

    private JqlException illegal(int position) {
        return error("'" + query.substring(position, Math.min(query.length(), position + 2))
                + "' is an illegal JQL escape sequence. The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\,"
                + " '\\ ' and \\uXXXX.", position);
    }

    private JqlException error(String sentence, int position) {
        return new JqlException("Error in the JQL Query: " + sentence + " " + place(query, position));
    }

    static String place(String query, int position) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < position; i++) {
            if (query.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "(line " + line + ", character " + (position - lineStart + 1) + ")";
    }
}
