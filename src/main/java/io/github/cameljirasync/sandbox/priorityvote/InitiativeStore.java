package io.github.cameljirasync.sandbox.priorityvote;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Backlogs, initiatives and the logbook. Safe for use from any thread. */
public final class InitiativeStore {

    private static final int LONGEST_LOGBOOK = 100_000;

    private final Clock clock;
    private final Map<String, Backlog> backlogs = new LinkedHashMap<>();
    private final Map<Long, Initiative> initiatives = new TreeMap<>();
    private final Map<Reference, Long> byReference = new HashMap<>();
    private final Deque<LogbookEntry> logbook = new ArrayDeque<>();
    private long last;

    public InitiativeStore(Clock clock) {
        this.clock = clock;
    }

    public synchronized void addBacklog(String id, String name) {
        backlogs.put(id, new Backlog(id, name));
    }

    public synchronized List<Backlog> backlogs() {
        return List.copyOf(backlogs.values());
    }

    synchronized boolean hasBacklog(String id) {
        return backlogs.containsKey(id);
    }

    /** All initiatives of all backlogs, archived ones too, by ascending number. */
    public synchronized List<Initiative> all() {
        return List.copyOf(initiatives.values());
    }

    /** The initiatives of one backlog, archived ones too. */
    public synchronized List<Initiative> in(String backlogId) {
        return initiatives.values().stream().filter(one -> one.backlogId().equals(backlogId)).toList();
    }

    /** How many there are in all backlogs, archived ones too. */
    public synchronized int size() {
        return initiatives.size();
    }

    public synchronized Optional<Initiative> find(long number) {
        return Optional.ofNullable(initiatives.get(number));
    }

    /** The initiative with that reference in whichever backlog comes first. */
    public synchronized Optional<Initiative> findByRef(String externalSource, String externalRef) {
        return backlogs.keySet().stream().map(id -> findByRef(id, externalSource, externalRef))
                .flatMap(Optional::stream).findFirst();
    }

    public synchronized Optional<Initiative> findByRef(String backlogId, String externalSource, String externalRef) {
        Long number = byReference.get(new Reference(backlogId, externalSource, externalRef));
        return number == null ? Optional.empty() : Optional.of(initiatives.get(number));
    }

    /** Adds an initiative as a person does in the web application: without an entry in the logbook. */
    public synchronized Initiative add(String backlogId, String title, int effort, String externalSource,
            String externalRef) {
        return create(new Initiative(0, backlogId, title, null, effort, "open", externalSource, externalRef, null,
                null), null);
    }

    /** Archives an initiative as a person does. */
    public synchronized void archive(long number) {
        Initiative old = initiatives.get(number);
        update(new Initiative(number, old.backlogId(), old.title(), old.description(), old.effort(), "archived",
                old.externalSource(), old.externalRef(), old.createdAt(), null), null);
    }

    /** Deletes an initiative as a person does; its reference is free again. */
    public synchronized void delete(long number) {
        Initiative old = initiatives.remove(number);
        if (old != null) {
            byReference.remove(Reference.of(old));
        }
    }

    /** Deletes all initiatives and the logbook. */
    public synchronized void clear() {
        initiatives.clear();
        byReference.clear();
        logbook.clear();
    }

    /** The newest entries, oldest first. */
    public synchronized List<LogbookEntry> logbook() {
        return List.copyOf(logbook);
    }

    /** The newest entries of one token, oldest first. */
    public synchronized List<LogbookEntry> logbook(String via) {
        return logbook.stream().filter(entry -> entry.via().equals(via)).toList();
    }

    /**
     * Creates an initiative from one without number and times.
     *
     * @param via name of the token, null for a person
     * @return null when its reference is taken
     */
    synchronized Initiative create(Initiative draft, String via) {
        Reference reference = Reference.of(draft);
        if (reference != null && byReference.containsKey(reference)) {
            return null;
        }
        Initiative made = new Initiative(++last, draft.backlogId(), draft.title(), draft.description(),
                draft.effort(), draft.status(), draft.externalSource(), draft.externalRef(), clock.instant(),
                clock.instant());
        initiatives.put(made.number(), made);
        if (reference != null) {
            byReference.put(reference, made.number());
        }
        log(via, "created", made, List.of("title", "description", "effort", "status"));
        return made;
    }

    /**
     * Replaces an initiative by a changed version of it.
     *
     * @param via name of the token, null for a person
     * @return null when its new reference is taken
     */
    synchronized Initiative update(Initiative changed, String via) {
        Initiative old = initiatives.get(changed.number());
        Reference reference = Reference.of(changed);
        Long holder = reference == null ? null : byReference.get(reference);
        if (holder != null && holder != changed.number()) {
            return null;
        }
        List<String> fields = differences(old, changed);
        Initiative made = fields.isEmpty() ? old : new Initiative(changed.number(), changed.backlogId(),
                changed.title(), changed.description(), changed.effort(), changed.status(), changed.externalSource(),
                changed.externalRef(), changed.createdAt(), clock.instant());
        byReference.remove(Reference.of(old));
        if (reference != null) {
            byReference.put(reference, made.number());
        }
        initiatives.put(made.number(), made);
        log(via, "updated", made, fields);
        return made;
    }

    private static List<String> differences(Initiative a, Initiative b) {
        List<String> names = new ArrayList<>();
        compare(names, "title", a.title(), b.title());
        compare(names, "description", a.description(), b.description());
        compare(names, "effort", a.effort(), b.effort());
        compare(names, "status", a.status(), b.status());
        compare(names, "external_source", a.externalSource(), b.externalSource());
        compare(names, "external_ref", a.externalRef(), b.externalRef());
        return List.copyOf(names);
    }

    private static void compare(List<String> names, String name, Object a, Object b) {
        if (!Objects.equals(a, b)) {
            names.add(name);
        }
    }

    private void log(String via, String action, Initiative initiative, List<String> changed) {
        if (via == null) {
            return;
        }
        if (logbook.size() == LONGEST_LOGBOOK) {
            logbook.removeFirst();
        }
        logbook.addLast(new LogbookEntry(clock.instant(), via, action, initiative.number(), initiative.externalRef(),
                changed));
    }

    private record Reference(String backlogId, String source, String ref) {
        private static Reference of(Initiative initiative) {
            return initiative.externalRef() == null ? null : new Reference(initiative.backlogId(),
                    initiative.externalSource(), initiative.externalRef());
        }
    }
}
