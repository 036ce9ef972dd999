package io.github.cameljirasync.sandbox;

import static io.github.cameljirasync.sandbox.jira.Document.code;
import static io.github.cameljirasync.sandbox.jira.Document.emoji;
import static io.github.cameljirasync.sandbox.jira.Document.emphasis;
import static io.github.cameljirasync.sandbox.jira.Document.link;
import static io.github.cameljirasync.sandbox.jira.Document.mention;
import static io.github.cameljirasync.sandbox.jira.Document.strong;
import static io.github.cameljirasync.sandbox.jira.Document.text;

import java.util.List;
import java.util.Random;

import io.github.cameljirasync.sandbox.jira.Document;
import io.github.cameljirasync.sandbox.jira.Person;
import io.github.cameljirasync.sandbox.jira.RichText;

/** Titles and descriptions as product teams write them. */
final class DemoTexts {

    private static final List<String> ACTIONS = List.of("Speed up", "Redesign", "Fix", "Simplify", "Translate", "Test",
            "Document", "Migrate", "Monitor", "Rethink", "Harden", "Allow guests to use");
    private static final List<String> THINGS = List.of("the checkout", "saved addresses", "the product search",
            "order confirmation e-mails", "gift cards", "the returns form", "invoice PDFs", "the mobile menu",
            "stock levels", "the coupon field", "Apple Pay", "two-factor login", "the size guide", "delivery slots",
            "the wish list", "price filters", "the cookie banner", "order history", "VAT for Switzerland");
    private static final List<String> REASONS = List.of("on small screens", "for returning customers",
            "before Black Friday", "in the Polish shop", "when the basket has expired", "for screen readers",
            "with more than 50 items", "after the last release", "on Safari", "for business accounts");
    private static final List<String> THEMES = List.of("Checkout in three steps", "One search for everything",
            "Accessibility: WCAG 2.2 AA", "Payments beyond cards", "Returns without a phone call",
            "A shop that loads in a second", "Order history people understand");
    private static final List<String> SENTENCES = List.of(
            "Support gets about forty tickets a week on this, most of them on Mondays.",
            "Customers leave at this step more often than at any other.",
            "The current behaviour dates from the first release and nobody remembers why.",
            "It works on desktop; on a phone the button ends up below the keyboard.",
            "Analytics show that 12 % of the visitors try it and half of them give up.",
            "The design is in Figma and was agreed with the brand team.");

    private final Random random;
    private final List<Person> people;

    DemoTexts(Random random, List<Person> people) {
        this.random = random;
        this.people = people;
    }

    String theme() {
        return pick(THEMES);
    }

    String title() {
        return pick(ACTIONS) + " " + pick(THINGS) + " " + pick(REASONS);
    }

    RichText description() {
        Document document = new Document().paragraph(pick(SENTENCES) + " " + pick(SENTENCES));
        switch (random.nextInt(5)) {
            case 0 -> story(document);
            case 1 -> bug(document);
            case 2 -> comparison(document);
            case 3 -> plan(document);
            default -> document.paragraph(strong("Next step: "), text("talk to "), mention(pick(people)),
                    text(" about "), emphasis(pick(THINGS)), text("."));
        }
        return document.build();
    }

    private void story(Document document) {
        document.heading(2, "User story")
                .paragraph(text("As a "), strong("returning customer"), text(" I want "), text(pick(THINGS)),
                        text(" to just work "), text(pick(REASONS)), text(" "), emoji(":rocket:", "🚀"))
                .heading(2, "Acceptance criteria")
                .bullets("It is done in at most two taps", "The answer comes within 300 ms",
                        "Nothing is lost when the connection drops", "All texts are translated")
                .panel("info", text("Design: "), link("Figma board", "https://figma.example.com/file/checkout"),
                        text(", ask "), mention(pick(people)), text(" for access."));
    }

    private void bug(Document document) {
        document.heading(3, "Steps to reproduce")
                .numbers("Open the shop in a private window", "Put two articles into the basket",
                        "Go back with the browser's button", "Look at " + pick(THINGS))
                .heading(3, "What happens")
                .codeBlock("text", "java.lang.IllegalStateException: basket 4711 is closed\n"
                        + "    at shop.Basket.add(Basket.java:142)\n    at shop.Checkout.pay(Checkout.java:88)\n")
                .paragraph(text("Looks like "), code("Basket.add()"), text(" is called twice; "),
                        mention(pick(people)), text(" has seen it before."))
                .panel("warning", strong("Data loss: "), text("the second order overwrites the first."));
    }

    private void comparison(Document document) {
        document.heading(2, "Options").table(List.of(List.of("Option", "Effort", "Risk"),
                List.of("Buy a component", "5 days", "licence | support"), List.of("Build it", "15 days", "none"),
                List.of("Leave it", "0", "customers leave"))).paragraph("We prefer the first one.");
    }

    private void plan(Document document) {
        document.heading(2, "Plan").tasks("Agree on the texts", "Build it behind a flag", "Measure for two weeks")
                .paragraph(text("Flag: "), code("shop.new-flow"), text(", see "),
                        link("the wiki", "https://wiki.example.com/flags?page=2&sort=name"), text("."))
                .codeBlock("json", "{\"flag\": \"shop.new-flow\", \"share\": 0.1}");
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
