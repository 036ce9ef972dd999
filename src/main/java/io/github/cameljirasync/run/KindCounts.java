package io.github.cameljirasync.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.Exchange;

/** What became in a run of the records of each kind, for syncs that read more kinds than issues. */
public final class KindCounts {

    /** The exchange variable that names the kind of the record in hand; absent in a sync that reads issues only. */
    public static final String VARIABLE = "jiraKind";

    /** What can become of a record. */
    public enum What { CREATED, UPDATED, ARCHIVED, FAILED, PROBLEM }

    private final Map<String, Map<What, LongAdder>> kinds = new ConcurrentSkipListMap<>();

    /** Counts something that the record in hand has become, where it has a kind. */
    public void count(Exchange exchange, What what) {
        String kind = exchange.getVariable(VARIABLE, String.class);
        if (kind != null) {
            kinds.computeIfAbsent(kind, name -> new ConcurrentHashMap<>()).computeIfAbsent(what, name -> new LongAdder())
                    .increment();
        }
    }

    /** All counts that are not 0, by kind and by what they count in small letters. */
    public Map<String, Map<String, Long>> all() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        kinds.forEach((kind, counts) -> {
            Map<String, Long> numbers = new TreeMap<>();
            new EnumMap<>(counts).forEach((what, count) -> numbers.put(what.name().toLowerCase(Locale.ROOT), count.sum()));
            all.put(kind, numbers);
        });
        return all;
    }
}
