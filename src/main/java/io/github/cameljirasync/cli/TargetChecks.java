package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * What only a target can tell, asked by the check Kamelet that goes with each sink of the enabled syncs. Such a Kamelet
 * gets the sink's parameters and makes a JSON array of sentences the body: one that begins with {@code wrong: } is wrong,
 * one with {@code note: } a note, any other is right. It may fail with the exceptions of a sink.
 */
final class TargetChecks {

    /** How the check calls the target; the name of the sink unless the Kamelet sets it. */
    static final String ABOUT = "jiraSyncCheckOf";
    /** What a person is to look at when the target can't be asked. */
    static final String ADVICE = "jiraSyncAdvice";

    private static final String WRONG = "wrong: ";
    private static final String NOTE = "note: ";
    private static final Pattern SYSTEM = Pattern.compile("[?&]system=([\\w.-]+)");
    private static final String REMOVALS = "jira-sync-removal-";

    private final CamelContext context;
    private final CheckList list;

    TargetChecks(CamelContext context, CheckList list) {
        this.context = context;
        this.list = list;
    }

    void run() {
        SinkCompanions companions = new SinkCompanions(context);
        for (String sink : sinks()) {
            Optional<String> check = companions.of(sink, "check");
            check.ifPresentOrElse(uri -> ask(name(sink), uri),
                    () -> list.note("Target " + name(sink) + ": it brings no check, so it was not asked"));
        }
    }

    /** A Kamelet for systems of one kind is told the name of the one. */
    private static String name(String sink) {
        Matcher system = SYSTEM.matcher(sink);
        return system.find() ? system.group(1) : SinkCompanions.name(sink);
    }

    /** The sinks that deliveries go to, with their parameters. */
    private Set<String> sinks() {
        Set<String> sinks = new LinkedHashSet<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            if (context.getRoute(route.getRouteId()) != null && !route.getInput().getEndpointUri().contains(REMOVALS)) {
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                        .map(ToDefinition::getEndpointUri).filter(uri -> uri.matches("kamelet:[^?]*-sink([/?].*)?"))
                        .forEach(sinks::add);
            }
        }
        return sinks;
    }

    private void ask(String sink, String uri) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.send(uri, exchange -> exchange.getMessage().setBody(null));
            String about = answer.getVariable(ABOUT, sink, String.class);
            if (answer.getException() != null) {
                list.wrong(about, answer.getException(), answer.getVariable(ADVICE, "", String.class));
            } else {
                lines(answer).forEach(line -> say(about, line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Exchange answer) {
        JsonNode lines = answer.getMessage().getBody(JsonNode.class);
        List<String> texts = new ArrayList<>();
        if (lines != null) {
            lines.forEach(line -> texts.add(line.asText()));
        }
        return texts;
    }

    private void say(String about, String line) {
        if (line.startsWith(WRONG)) {
            list.wrong(about + ": " + line.substring(WRONG.length()), ExitStatus.MISCONFIGURED);
        } else if (line.startsWith(NOTE)) {
            list.note(about + ": " + line.substring(NOTE.length()));
        } else {
            list.right(about + ": " + line);
        }
    }
}
