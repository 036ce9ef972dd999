package io.github.cameljirasync.port;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** The functions of jq that turn times into texts and back; all in UTC, where jq would take the machine's time zone. */
final class JqDates {

    private static final int PARTS = 6;

    private JqDates() {
    }

    static Map<String, Function> functions() {
        return Map.of(
                "mktime/0", of((in, format) -> LongNode.valueOf(broken(in).toEpochSecond(ZoneOffset.UTC))),
                "gmtime/0", of((in, format) -> parts(instant(in))),
                "localtime/0", of((in, format) -> parts(instant(in))),
                "strftime/1", formatted((in, format) -> TextNode.valueOf(JqTime.format(time(in), format))),
                "strflocaltime/1", formatted((in, format) -> TextNode.valueOf(JqTime.format(time(in), format))),
                "strptime/1", formatted((in, format) -> parts(JqTime.parse(text(in), format))));
    }

    @FunctionalInterface
    private interface Conversion {
        JsonNode apply(JsonNode in, String format) throws JsonQueryException;
    }

    private static Function of(Conversion conversion) {
        return (scope, args, in, path, output, version) -> output.emit(convert(conversion, in, null), null);
    }

    private static Function formatted(Conversion conversion) {
        return (scope, args, in, path, output, version) -> args.get(0).apply(scope, in,
                format -> output.emit(convert(conversion, in, text(format)), null));
    }

    private static JsonNode convert(Conversion conversion, JsonNode in, String format) throws JsonQueryException {
        try {
            return conversion.apply(in, format);
        } catch (DateTimeException | ArithmeticException e) {
            throw new JsonQueryException(e.getMessage());
        }
    }

    private static String text(JsonNode value) throws JsonQueryException {
        if (!value.isTextual()) {
            throw new JsonQueryException("a date and its format must be strings");
        }
        return value.textValue();
    }

    private static LocalDateTime time(JsonNode in) throws JsonQueryException {
        return in.isNumber() ? instant(in) : broken(in);
    }

    private static LocalDateTime instant(JsonNode in) throws JsonQueryException {
        if (!in.isNumber()) {
            throw new JsonQueryException("a time must be a number of seconds");
        }
        return LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(in.doubleValue())), ZoneOffset.UTC);
    }

    private static LocalDateTime broken(JsonNode in) throws JsonQueryException {
        if (!in.isArray() || in.size() < PARTS) {
            throw new JsonQueryException("a broken down time must be an array of numbers");
        }
        return LocalDateTime.of(in.get(0).asInt(), 1, 1, 0, 0).plusMonths(in.get(1).asLong())
                .plusDays(in.get(2).asLong() - 1).plusHours(in.get(3).asLong()).plusMinutes(in.get(4).asLong())
                .plusSeconds(in.get(5).asLong());
    }

    private static ArrayNode parts(LocalDateTime time) {
        return JsonNodeFactory.instance.arrayNode().add(time.getYear()).add(time.getMonthValue() - 1)
                .add(time.getDayOfMonth()).add(time.getHour()).add(time.getMinute()).add(time.getSecond())
                .add(time.getDayOfWeek().getValue() % 7).add(time.getDayOfYear() - 1);
    }
}
