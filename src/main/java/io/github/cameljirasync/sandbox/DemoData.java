package io.github.cameljirasync.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.sandbox.jira.IssueStore;
import io.github.cameljirasync.sandbox.jira.IssueType;
import io.github.cameljirasync.sandbox.jira.Person;
import io.github.cameljirasync.sandbox.jira.Priority;
import io.github.cameljirasync.sandbox.jira.RichText;
import io.github.cameljirasync.sandbox.jira.Status;
import io.github.cameljirasync.sandbox.jira.Team;

/** Fills a store with lifelike issues and changes them. The same seed makes the same issues. */
public final class DemoData {

    /** Key of the project that the demo syncs. */
    public static final String PROJECT = "SHOP";

    /** Id of the organisation that the teams belong to. */
    public static final String ORGANIZATION = "2f7c1d0e-8b4a-4c6f-9e35-a1d2c3b4e5f6";

    private static final List<String> PROJECTS = List.of(PROJECT, "PAY", "OPS");
    private static final List<String> LABELS = List.of("checkout", "mobile", "search", "accessibility", "tech-debt",
            "customer-request", "quick-win", "q4");
    private static final double[] POINTS = {1, 2, 3, 5, 8, 13};

    private static final List<Person> PEOPLE = List.of(
            new Person("712020:0f3b1a52-mia", "mia", "Mia Krystof", "mia@example.com"),
            new Person("712020:27c9be10-jonas", "jonas", "Jonas Weber", null),
            new Person("712020:3d5e8f71-aiko", "aiko", "Aiko Tanaka", "aiko@example.com"),
            new Person("712020:4a1c7d33-sipho", "sipho", "Sipho Dlamini", "sipho@example.com"),
            new Person("712020:58e2f094-lucia", "lucia", "Lucía Fernández", null));

    private static final List<Person> OTHERS = List.of(
            new Person("557058:f58131cb-automation", "automation", "Automation for Jira", null, "app", true),
            new Person("5b70c8b80fd0ac05d389f5e9-slack", "slack", "Slack", null, "app", true),
            new Person("712020:6b90d7c2-nora", "nora", "Nora Lindqvist", "nora@example.com", "atlassian", false),
            new Person("qm:7e2a41c0-shopper", "shopper", "Pat Shopper", "pat@customer.example", "customer", true));

    private final IssueStore store;
    private final Random random;
    private final DemoTexts texts;

    public DemoData(IssueStore store, long seed) {
        this.store = store;
        this.random = new Random(seed);
        this.texts = new DemoTexts(random, PEOPLE);
    }

    /**
     * Adds three projects and this many issues: three quarters of them in {@value #PROJECT}, about one in twelve an
     * epic. They were updated one after another over the past 90 days.
     *
     * @param now the end of those days
     */
    public void seed(int count, Instant now) {
        store.addProject(PROJECT, "Web shop");
        store.addProject("PAY", "Payments");
        store.addProject("OPS", "Operations");
        people();
        List<List<Issue>> epics = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Duration step = Duration.ofDays(90).dividedBy(Math.max(1, count));
        for (int i = 0; i < count; i++) {
            Instant updated = now.minus(step.multipliedBy(count - i));
            int project = random.nextInt(4) < 3 ? 0 : 1 + random.nextInt(2);
            boolean epic = i % 12 == 0;
            List<Issue> parents = epics.get(project);
            String parent = epic || parents.isEmpty() ? null : parents.get(random.nextInt(parents.size())).key();
            RichText description = random.nextInt(10) == 0 ? null : texts.description();
            Issue issue = store.add(PROJECTS.get(project), one -> fill(one, epic, parent, updated, description));
            if (epic) {
                parents.add(issue);
            }
        }
    }

    /** Adds this many issues of about 2 kB to {@value #PROJECT}, quickly: they share a few descriptions. */
    public void seedMany(int count, Instant now) {
        store.addProject(PROJECT, "Web shop");
        people();
        List<RichText> descriptions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            descriptions.add(texts.description());
        }
        for (int i = 0; i < count; i++) {
            Instant updated = now.minusMillis((count - i) * 1_000L);
            int number = i;
            store.add(PROJECT, one -> {
                fill(one, false, null, updated, descriptions.get(number % descriptions.size()));
                one.summary(texts.title() + " (" + number + ")");
            });
        }
    }

    private void people() {
        PEOPLE.forEach(store.directory()::add);
        OTHERS.forEach(store.directory()::add);
        team("36885b3c-1bf0-4f85-a357-c5b858c31de4", "Checkout", "From the basket to the thank-you page",
                "MEMBER_INVITE", 0, 2, 4);
        team("8a3f0c52-9d1e-4d0b-b6a7-0f2c9f6b1e77", "Payments", "Cards, wallets and invoices", "OPEN", 1, 3);
        team("c1d9e6b4-5f27-43a8-8c3a-71be2f4d9a05", "Platform", null, "OPEN");
    }

    private void team(String id, String name, String description, String type, int... members) {
        store.directory().add(new Team(id, ORGANIZATION, name, description, type,
                IntStream.of(members).mapToObj(index -> PEOPLE.get(index).accountId()).toList()));
    }

    private void fill(Issue.Builder one, boolean epic, String parent, Instant updated,
            RichText description) {
        one.type(epic ? "Epic" : pick(List.of("Story", "Story", "Task", "Bug")))
                .summary(epic ? texts.theme() : texts.title())
                .description(description)
                .status(pick(Status.ALL).name()).priority(pick(Priority.ALL).name())
                .labels(labels()).reporter(pick(PEOPLE)).assignee(random.nextInt(4) == 0 ? null : pick(PEOPLE))
                .created(updated.minus(Duration.ofHours(random.nextInt(400)))).updated(updated).parent(parent)
                .storyPoints(epic || random.nextInt(4) == 0 ? null : POINTS[random.nextInt(POINTS.length)])
                .due(random.nextInt(5) == 0 ? LocalDate.ofInstant(updated, ZoneOffset.UTC)
                        .plusDays(random.nextInt(60)) : null);
    }

    private String[] labels() {
        return LABELS.stream().filter(label -> random.nextInt(6) == 0).toArray(String[]::new);
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /**
     * Changes a few issues of {@value #PROJECT} as a team would: a title, a description, points, a status, or a new
     * issue. They are updated now.
     *
     * @return one sentence for each change
     */
    public List<String> change(int count) {
        List<Issue> issues = store.all().stream().filter(issue -> issue.projectKey().equals(PROJECT)
                && !issue.archived() && issue.type() != IssueType.ALL.get(0)).toList();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = issues.isEmpty() ? 4 : random.nextInt(5);
            Issue issue = kind == 4 ? null : pick(issues);
            sentences.add(switch (kind) {
                case 0 -> {
                    String title = texts.title();
                    store.change(issue.key(), one -> one.summary(title));
                    yield issue.key() + " is now called \"" + title + "\"";
                }
                case 1 -> {
                    store.change(issue.key(), one -> one.description(texts.description()));
                    yield issue.key() + " has a new description";
                }
                case 2 -> {
                    double points = POINTS[random.nextInt(POINTS.length)];
                    store.change(issue.key(), one -> one.storyPoints(points));
                    yield issue.key() + " is estimated at " + (int) points + " story points";
                }
                case 3 -> {
                    String status = pick(Status.ALL).name();
                    store.change(issue.key(), one -> one.status(status));
                    yield issue.key() + " is now " + status;
                }
                default -> {
                    String title = texts.title();
                    Issue added = store.add(PROJECT, one -> one.type("Story").summary(title)
                            .description(texts.description()).reporter(pick(PEOPLE)).storyPoints(3.0));
                    yield added.key() + " was created: \"" + title + "\"";
                }
            });
        }
        return sentences;
    }
}
