package io.github.cameljirasync.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What was received: the newest requests one by one, and counters of all. Safe for use from any thread. When it is
 * quiet, only the counters are kept.
 */
public final class RequestLog {

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Referee referee;
    private final int limit;

    /**
     * @param referee judges each request
     * @param limit   how many requests are remembered; 0 keeps counters only
     */
    public RequestLog(Referee referee, int limit) {
        this.referee = referee;
        this.limit = limit;
    }

    Entry arrived(Call call) {
        Entry entry = new Entry(call);
        if (limit > 0) {
            referee.arrived(call);
            synchronized (entries) {
                if (entries.size() == limit) {
                    entries.removeFirst();
                }
                entries.addLast(entry);
            }
        }
        return entry;
    }

    void answered(Entry entry, Answer answer, boolean delivered) {
        int status = delivered ? answer.status() : -1;
        entry.status = status;
        counters.computeIfAbsent(entry.call.system().id() + " " + entry.call.method() + " " + status,
                key -> new LongAdder()).increment();
        if (limit > 0) {
            referee.answered(entry.call, delivered ? answer : null);
        }
    }

    /** The newest requests, oldest first. */
    public List<RecordedRequest> all() {
        return matching(request -> true);
    }

    /** The newest requests to one system, oldest first. */
    public List<RecordedRequest> to(RemoteSystem system) {
        return matching(request -> request.system() == system);
    }

    /** The newest requests that match, oldest first. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> filter) {
        synchronized (entries) {
            return entries.stream().map(Entry::recorded).filter(filter).toList();
        }
    }

    /** How many requests to the system were answered, lost ones included. Counted also when the log is quiet. */
    public long count(RemoteSystem system) {
        return sum(system.id() + " ");
    }

    /** How many requests to the system came with this method. */
    public long count(RemoteSystem system, String method) {
        return sum(system.id() + " " + method + " ");
    }

    /** How many requests with this method got this status; -1 counts those whose answer was lost on purpose. */
    public long count(RemoteSystem system, String method, int status) {
        LongAdder adder = counters.get(system.id() + " " + method + " " + status);
        return adder == null ? 0 : adder.sum();
    }

    /** All counters: "system METHOD status" and the number. */
    public Map<String, Long> counters() {
        Map<String, Long> all = new TreeMap<>();
        counters.forEach((name, adder) -> all.put(name, adder.sum()));
        return all;
    }

    /** Forgets requests and counters, not the violations. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
        counters.clear();
    }

    private long sum(String prefix) {
        long sum = 0;
        for (Map.Entry<String, LongAdder> counter : counters.entrySet()) {
            if (counter.getKey().startsWith(prefix)) {
                sum += counter.getValue().sum();
            }
        }
        return sum;
    }

    static final class Entry {
        private final Call call;
        private volatile int status;

        private Entry(Call call) {
            this.call = call;
        }

        private RecordedRequest recorded() {
            return new RecordedRequest(call.system(), call.method(), call.target(), status,
                    Instant.ofEpochMilli(call.receivedAt()), call.header("Idempotency-Key"),
                    new String(call.body(), StandardCharsets.UTF_8));
        }
    }
}
