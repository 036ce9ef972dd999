package io.github.cameljirasync.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Copies what an expression gives: shares nothing with the record, is no larger than Port takes, and can be written as JSON. */
final class BoundedJson {

    static final int MOST_LEVELS = 100;
    /** A call to Port holds no more. */
    static final int OF_AN_ENTITY = 1_048_576;
    /** An answer of Jira holds no more. */
    static final int OF_A_RECORD = 16_777_216;
    private static final char UNKNOWN = '\uFFFD';

    private final int largest;
    private int size;

    private BoundedJson(int largest) {
        this.largest = largest;
    }

    /**
     * @param largest number of characters and nodes that the value may have
     * @throws JqBudget.ExceededException when the value is too large or too deep
     */
    static JsonNode copy(JsonNode value, int largest) {
        return new BoundedJson(largest).copyAt(0, value);
    }

    /** What kind of value it is, as a word of a sentence. */
    static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "null";
        };
    }

    private JsonNode copyAt(int level, JsonNode value) {
        if (level > MOST_LEVELS) {
            throw new JqBudget.ExceededException("its result has more than " + MOST_LEVELS + " levels");
        }
        grow(1);
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> {
                grow(member.getKey().length());
                copy.set(wellFormed(member.getKey()), copyAt(level + 1, member.getValue()));
            });
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> copy.add(copyAt(level + 1, item)));
            return copy;
        }
        if (value.isTextual()) {
            grow(value.textValue().length());
            return TextNode.valueOf(wellFormed(value.textValue()));
        }
        return value.isMissingNode() ? NullNode.getInstance() : value.isNumber() ? finite(value) : value;
    }

    private void grow(int by) {
        size += by;
        if (size > largest || size < 0) {
            throw new JqBudget.ExceededException("its result is larger than " + largest + " characters");
        }
    }

    /** As jq writes them: no number is null, infinity is the largest number. */
    private static JsonNode finite(JsonNode number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return NullNode.getInstance();
        }
        return Double.isInfinite(value) && !number.isBigInteger() && !number.isBigDecimal()
                ? DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, value)) : number;
    }

    /** Half of a surrogate pair, which a slice can leave, has no UTF-8. */
    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, UNKNOWN);
            }
        }
        return mended == null ? text : mended.toString();
    }
}
