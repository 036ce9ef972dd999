package io.github.cameljirasync.sandbox.jql;

/**
 * One token of a query.
 *
 * @param kind     what it is
 * @param text     the word, the quoted text without quotes and escapes, or the symbol
 * @param position its first character's place in the query, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind { WORD, QUOTED, SYMBOL, END }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean word(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
