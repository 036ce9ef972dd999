package io.github.cameljirasync.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

/** Lets a person at a terminal pick one of the projects that Jira shows, from the first of them or by searching. */
final class JiraProjectChoice {

    private static final int LISTED = 50;

    private final Requests requests;
    private final Shell shell;
    private final UnaryOperator<String> asks;

    /** @param asks gives the answer to a question */
    JiraProjectChoice(Requests requests, Shell shell, UnaryOperator<String> asks) {
        this.requests = requests;
        this.shell = shell;
        this.asks = asks;
    }

    /** The key of a project that exists. */
    String key() {
        // a refused token fails here; the list of projects is answered to a stranger too
        requests.jira("GET", "/myself", null);
        JsonNode found = search("");
        if (found.path("values").isEmpty()) {
            throw new UsageException("Jira shows this account no project.");
        }
        List<String> keys = list(found);
        while (true) {
            String answer = asks.apply("Jira project, by number or key, or words to search for: ");
            if (answer.matches("[1-9]\\d{0,8}") && Integer.parseInt(answer) <= keys.size()) {
                return keys.get(Integer.parseInt(answer) - 1);
            }
            found = search(answer);
            for (JsonNode project : found.path("values")) {
                if (project.path("key").asText().equalsIgnoreCase(answer)) {
                    return project.path("key").asText();
                }
            }
            if (found.path("values").isEmpty()) {
                shell.err().println("Jira shows this account no project with '" + Table.plain(answer)
                        + "' in its key or name.");
            } else {
                keys = list(found);
            }
        }
    }

    private JsonNode search(String words) {
        return requests.jira("GET", "/project/search", "maxResults=" + LISTED
                + (words.isEmpty() ? "" : "&query=" + URLEncoder.encode(words, StandardCharsets.UTF_8)), null);
    }

    private List<String> list(JsonNode found) {
        List<String> keys = new ArrayList<>();
        Table table = new Table("NUMBER", "KEY", "NAME");
        for (JsonNode project : found.path("values")) {
            keys.add(project.path("key").asText());
            table.row(keys.size(), project.path("key").asText(), project.path("name").asText());
        }
        table.print(shell.err(), Integer.MAX_VALUE);
        if (found.path("total").asInt() > keys.size()) {
            shell.err().println("These are " + keys.size() + " of " + found.path("total").asInt()
                    + " projects; words of a key or name show others.");
        }
        return keys;
    }
}
