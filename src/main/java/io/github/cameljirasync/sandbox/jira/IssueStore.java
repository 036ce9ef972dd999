package io.github.cameljirasync.sandbox.jira;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Jira's issues: as they are, and as the search index shows them. Safe for use from any thread. Where a method takes
 * an id or key, it is the numeric id as text or a key in any case, an earlier key of a moved issue included.
 */
public final class IssueStore {

    private final Clock clock;
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();
    private final Map<Long, Issue> live = new TreeMap<>();
    private final Map<String, Long> idsByKey = new HashMap<>();
    private final Map<Long, Issue> indexed = new TreeMap<>();
    private final PriorityQueue<Pending> pending = new PriorityQueue<>(
            Comparator.comparing(Pending::due).thenComparing(Pending::sequence));
    private final Map<String, Integer> componentIds = new HashMap<>();
    private final Map<Long, Set<Long>> subtasks = new HashMap<>();
    private final Directory directory = new Directory();
    private long lastId = 10_000;
    private long sequence;
    private long version;
    private Duration indexLag = Duration.ZERO;
    private Snapshot snapshot = new Snapshot(0, List.of());

    public IssueStore(Clock clock) {
        this.clock = clock;
    }

    /** What a search sees; a new version number means that something may have changed. */
    public record Snapshot(long version, List<Issue> issues) {
    }

    public synchronized Project addProject(String key, String name) {
        Project project = new Project(10_000 + projects.size(), key, name);
        projects.put(key, project);
        version++;
        return project;
    }

    public synchronized List<Project> projects() {
        return List.copyOf(projects.values());
    }

    /** The users and teams of the site. Who is an issue's assignee or reporter is among them by itself. */
    public Directory directory() {
        return directory;
    }

    synchronized Project project(String key) {
        return projects.get(key);
    }

    /** Adds an issue to a project; created and updated now unless the builder is told otherwise. */
    public synchronized Issue add(String projectKey, Consumer<Issue.Builder> content) {
        if (!projects.containsKey(projectKey)) {
            addProject(projectKey, projectKey);
        }
        Issue.Builder builder = new Issue.Builder();
        content.accept(builder);
        builder.id = ++lastId;
        builder.key = nextKey(projectKey);
        Instant now = now();
        if (builder.created == null) {
            builder.created = builder.updated == null ? now : builder.updated;
        }
        if (builder.updated == null) {
            builder.updated = builder.created;
        }
        return put(builder.build());
    }

    /** Changes an issue; it is updated now, and later than before, unless the builder is told otherwise. */
    public synchronized Issue change(String idOrKey, Consumer<Issue.Builder> change) {
        Issue before = get(idOrKey);
        Issue.Builder builder = before.toBuilder();
        builder.updated = null;
        change.accept(builder);
        if (builder.updated == null) {
            builder.updated = later(before);
        }
        return put(builder.build());
    }

    /** Moves an issue to another project: same id, new key (jira-facts 3.7). */
    public Issue move(String idOrKey, String projectKey) {
        return change(idOrKey, builder -> builder.key = nextKey(projectKey));
    }

    public Issue archive(String idOrKey) {
        return change(idOrKey, builder -> builder.archived = true);
    }

    /** Brings an archived issue back. */
    public Issue restore(String idOrKey) {
        return change(idOrKey, builder -> builder.archived = false);
    }

    /** Deletes an issue; nothing is left of it (jira-facts 3.1). */
    public synchronized void delete(String idOrKey) {
        Issue issue = get(idOrKey);
        live.remove(issue.id());
        idsByKey.values().removeIf(id -> id == issue.id());
        index(issue.id(), indexLag, null);
    }

    /** How long a change stays invisible to searches; at first zero (jira-facts 1.16). */
    public synchronized void indexLag(Duration lag) {
        indexLag = lag;
    }

    /** Makes an issue disappear from searches for a while, as the index does under load (jira-facts 1.16). */
    public synchronized void disappear(String idOrKey, Duration time) {
        Issue issue = get(idOrKey);
        index(issue.id(), Duration.ZERO, null);
        pending.add(new Pending(clock.instant().plus(time), ++sequence, issue.id(), null, true));
    }

    public synchronized Optional<Issue> find(String idOrKey) {
        Long id = idsByKey.get(idOrKey.toUpperCase(Locale.ROOT));
        if (id == null && idOrKey.matches("\\d{1,18}")) {
            id = Long.valueOf(idOrKey);
        }
        return id == null ? Optional.empty() : Optional.ofNullable(live.get(id));
    }

    /** All issues as they are, archived ones too, by ascending id. */
    public synchronized List<Issue> all() {
        return List.copyOf(live.values());
    }

    /** The issues as a search sees them at this moment, by ascending id. */
    public synchronized Snapshot searchable() {
        Instant instant = clock.instant();
        while (!pending.isEmpty() && !pending.peek().due.isAfter(instant)) {
            Pending change = pending.remove();
            Issue now = live.get(change.id);
            show(change.id, !change.again ? change.issue : now == null || now.archived() ? null : now);
        }
        if (snapshot.version != version) {
            snapshot = new Snapshot(version, List.copyOf(indexed.values()));
        }
        return snapshot;
    }

    /** The same as {@link #searchable()} with these issues as they really are (reconcileIssues, jira-facts 1.17). */
    synchronized List<Issue> searchableWith(Collection<Long> reconciled) {
        Map<Long, Issue> all = new TreeMap<>();
        searchable().issues.forEach(issue -> all.put(issue.id(), issue));
        for (Long id : reconciled) {
            Issue issue = live.get(id);
            if (issue == null || issue.archived()) {
                all.remove(id);
            } else {
                all.put(id, issue);
            }
        }
        return new ArrayList<>(all.values());
    }

    private Issue get(String idOrKey) {
        return find(idOrKey).orElseThrow(() -> new IllegalArgumentException("No issue " + idOrKey));
    }

    /** Jira's stamps have milliseconds (jira-facts 4.6). */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant later(Issue before) {
        Instant now = now();
        return now.isAfter(before.updated()) ? now : before.updated().plusMillis(1);
    }

    private Issue put(Issue issue) {
        live.put(issue.id(), issue);
        idsByKey.put(issue.key(), issue.id());
        if (issue.type().hierarchyLevel() < 0 && issue.parentKey() != null) {
            find(issue.parentKey()).ifPresent(parent -> subtasks.computeIfAbsent(parent.id(), id -> new TreeSet<>())
                    .add(issue.id()));
        }
        directory.know(issue.assignee());
        directory.know(issue.reporter());
        index(issue.id(), indexLag, issue.archived() ? null : issue);
        return issue;
    }

    /** The sub-tasks of an issue, oldest first. */
    synchronized List<Issue> subtasks(Issue parent) {
        return subtasks.getOrDefault(parent.id(), Set.of()).stream().map(live::get)
                .filter(one -> one != null && one.type().hierarchyLevel() < 0 && one.parentKey() != null
                        && find(one.parentKey()).filter(found -> found.id() == parent.id()).isPresent()).toList();
    }

    /** The number of a project's component, given when it is first asked for. */
    synchronized int componentId(String projectKey, String name) {
        return componentIds.computeIfAbsent(projectKey + " " + name, key -> 10_100 + componentIds.size());
    }

    private void index(long id, Duration lag, Issue issue) {
        if (lag.isZero()) {
            show(id, issue);
        } else {
            pending.add(new Pending(clock.instant().plus(lag), ++sequence, id, issue, false));
        }
    }

    private void show(long id, Issue issue) {
        version++;
        if (issue == null) {
            indexed.remove(id);
        } else {
            indexed.put(id, issue);
        }
    }

    private synchronized String nextKey(String projectKey) {
        if (!projects.containsKey(projectKey)) {
            throw new IllegalArgumentException("No project " + projectKey);
        }
        return projectKey + "-" + lastNumbers.merge(projectKey, 1, Integer::sum);
    }

    /** A change the index has yet to make; {@code again} shows the issue as it will be then. */
    private record Pending(Instant due, long sequence, long id, Issue issue, boolean again) {
    }
}
