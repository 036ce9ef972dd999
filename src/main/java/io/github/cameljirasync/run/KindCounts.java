package io.github.cameljirasync.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;

/** What became in a run of the records of each kind, for a sync that asks for it with {@link #see(Exchange)}. */
public final class KindCounts {

    /** The exchange variable that names the kind of the record in hand. */
    public static final String VARIABLE = "jiraKind";

    /** What can become of a record; a problem is a value of it that is left out. */
    public enum What { CREATED, UPDATED, ARCHIVED, FAILED, PROBLEMS }

    private final Map<String, Map<What, LongAdder>> kinds = new ConcurrentHashMap<>();

    /** Takes note that the run has records of the kind in hand, and that they are to be counted. */
    public void see(Exchange exchange) {
        numbers(exchange.getVariable(VARIABLE, "issue", String.class));
    }

    /** Counts something that the record in hand has become. */
    public void count(Exchange exchange, What what) {
        String kind = exchange.getVariable(VARIABLE, String.class);
        if (kind != null && !kinds.isEmpty()) {
            numbers(kind).get(what).increment();
        }
    }

    /** The counts by kind, and by what they count in small letters; empty for a sync that does not ask for it. */
    public Map<String, Map<String, Long>> all() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        kinds.forEach((kind, counts) -> {
            Map<String, Long> numbers = new TreeMap<>();
            counts.forEach((what, count) -> numbers.put(what.name().toLowerCase(Locale.ROOT), count.sum()));
            all.put(kind, numbers);
        });
        return all;
    }

    private Map<What, LongAdder> numbers(String kind) {
        return kinds.computeIfAbsent(kind, name -> Arrays.stream(What.values())
                .collect(Collectors.toMap(what -> what, what -> new LongAdder())));
    }
}
