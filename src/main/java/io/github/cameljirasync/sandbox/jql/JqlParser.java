package io.github.cameljirasync.sandbox.jql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.cameljirasync.sandbox.jql.JqlQuery.And;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Call;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Clause;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Comparison;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Empty;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Not;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Operand;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Or;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Sort;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Value;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Values;

/** Reads a query by recursive descent. History operators (WAS, CHANGED) are refused: the sandbox keeps no history. */
public final class JqlParser {

    private static final Set<String> SYMBOLS = Set.of("=", "!=", "~", "!~", "<", "<=", ">", ">=");
    private static final int MOST_SORT_FIELDS = 7;
    private static final int MOST_NESTING = 200;

    private final String query;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private JqlParser(String query) {
        this.query = query;
        this.tokens = new JqlLexer(query).tokens();
    }

    /**
     * Parses a query; null and blank are the empty query.
     *
     * @throws JqlException with Jira's sentence when it is wrong
     */
    public static JqlQuery parse(String query) {
        JqlParser parser = new JqlParser(query == null ? "" : query);
        try {
            return parser.query();
        } catch (JqlException e) {
            if (parser.onlyWords()) {
                return new JqlQuery(null, List.of(), true);
            }
            throw e;
        }
    }

    private JqlQuery query() {
        Clause where = null;
        if (peek().kind() != Token.Kind.END && !peek().word("order")) {
            where = or();
        }
        List<Sort> orderBy = peek().word("order") ? orderBy() : List.of();
        if (peek().kind() != Token.Kind.END) {
            throw unexpected("Expecting either 'OR' or 'AND' but got");
        }
        return new JqlQuery(where, orderBy, false);
    }

    private boolean onlyWords() {
        for (Token token : tokens) {
            boolean plain = switch (token.kind()) {
                case END -> true;
                case QUOTED -> true;
                case SYMBOL -> false;
                case WORD -> Set.of("is", "not", "and", "or").contains(token.text().toLowerCase(Locale.ROOT))
                        || !ReservedWords.contains(token.text());
            };
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private Clause or() {
        List<Clause> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (acceptWord("or") || accept("||") || accept("|"));
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Clause and() {
        List<Clause> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (acceptWord("and") || accept("&&") || accept("&"));
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Clause not() {
        if (++depth > MOST_NESTING) {
            throw new JqlException("Error in the JQL Query: the query is nested too deeply.");
        }
        Clause clause;
        if (acceptWord("not") || accept("!")) {
            clause = new Not(not());
        } else if (accept("(")) {
            clause = or();
            expect(")");
        } else {
            clause = comparison();
        }
        depth--;
        return clause;
    }

    private Comparison comparison() {
        String field = field();
        Token token = next();
        if (token.kind() == Token.Kind.SYMBOL && SYMBOLS.contains(token.text())) {
            return new Comparison(field, token.text(), value());
        }
        if (token.word("in")) {
            return new Comparison(field, "in", values());
        }
        if (token.word("not") && acceptWord("in")) {
            return new Comparison(field, "not in", values());
        }
        if (token.word("is")) {
            String operator = acceptWord("not") ? "is not" : "is";
            Token operand = next();
            if (operand.word("empty") || operand.word("null")) {
                return new Comparison(field, operator, new Empty());
            }
            throw error("Expecting 'EMPTY' or 'NULL' but got '" + operand.text() + "'.", operand);
        }
        throw error("Expecting operator but got '" + (token.kind() == Token.Kind.END ? "end of query" : token.text())
                + "'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and"
                + " 'IS NOT'.", token);
    }

    private String field() {
        Token token = next();
        if (token.word("cf") && accept("[")) {
            Token number = next();
            expect("]");
            if (!number.text().matches("\\d{1,18}")) {
                throw error("Expecting a custom field's number but got '" + number.text() + "'.", number);
            }
            return "cf[" + number.text() + "]";
        }
        return text(token, "Expecting field name but got");
    }

    private Operand value() {
        Token token = next();
        if (token.word("empty") || token.word("null")) {
            return new Empty();
        }
        if (token.kind() == Token.Kind.WORD && peek().is("(")) {
            return call(token);
        }
        if (token.is("(")) {
            throw error("Expecting either a value or function but got '('.", token);
        }
        return new Value(text(token, "Expecting either a value, list or function but got"),
                token.kind() == Token.Kind.QUOTED);
    }

    private Operand values() {
        if (peek().kind() == Token.Kind.WORD && tokens.get(at + 1).is("(")) {
            return call(next());
        }
        expect("(");
        List<Operand> items = new ArrayList<>();
        do {
            items.add(value());
        } while (accept(","));
        expect(")");
        return new Values(List.copyOf(items));
    }

    private Call call(Token name) {
        text(name, "Expecting a function but got");
        expect("(");
        List<String> arguments = new ArrayList<>();
        while (!accept(")")) {
            arguments.add(text(next(), "Expecting an argument but got"));
            if (!peek().is(")")) {
                expect(",");
            }
        }
        return new Call(name.text(), List.copyOf(arguments));
    }

    private List<Sort> orderBy() {
        next();
        if (!acceptWord("by")) {
            throw unexpected("Expecting 'by' but got");
        }
        List<Sort> sorts = new ArrayList<>();
        do {
            String field = field();
            boolean descending = acceptWord("desc");
            if (!descending) {
                acceptWord("asc");
            }
            sorts.add(new Sort(field, descending));
        } while (accept(","));
        if (sorts.size() > MOST_SORT_FIELDS) {
            throw new JqlException("The query sorts by " + sorts.size() + " fields; at most " + MOST_SORT_FIELDS
                    + " are allowed.");
        }
        return List.copyOf(sorts);
    }

    private String text(Token token, String expectation) {
        if (token.kind() == Token.Kind.QUOTED) {
            return token.text();
        }
        if (token.kind() != Token.Kind.WORD) {
            throw error(expectation + " '" + (token.kind() == Token.Kind.END ? "end of query" : token.text()) + "'.",
                    token);
        }
        if (ReservedWords.contains(token.text())) {
            throw error("'" + token.text() + "' is a reserved JQL word. You must surround it in quotation marks to use"
                    + " it in a query.", token);
        }
        return token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    private boolean accept(String symbol) {
        if (peek().is(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean acceptWord(String word) {
        if (peek().word(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected("Expecting '" + symbol + "' but got");
        }
    }

    private JqlException unexpected(String expectation) {
        Token token = peek();
        return error(expectation + " '" + (token.kind() == Token.Kind.END ? "end of query" : token.text()) + "'.",
                token);
    }

    private JqlException error(String sentence, Token token) {
        return new JqlException("Error in the JQL Query: " + sentence + " "
                + JqlLexer.place(query, token.position()));
    }
}
