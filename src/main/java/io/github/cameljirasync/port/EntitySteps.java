package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.delivery.MappingException;
import io.github.cameljirasync.http.Digest;
import io.github.cameljirasync.port.RecordProblem.Effect;
import io.github.cameljirasync.reconcile.Leftovers;
import io.github.cameljirasync.run.KindCounts;
import io.github.cameljirasync.run.Run;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a sync with Port between a record of Jira and the entities that are sent. */
public final class EntitySteps {

    private static final Logger LOG = LoggerFactory.getLogger(EntitySteps.class);
    private static final String PROBLEMS = "jiraSyncPortProblems";
    private static final int MOST_NAMED = 3;
    /** Stands before the number of a second part that is about the same entity; no identifier of Port holds it. */
    private static final String PART_NUMBER = " #";

    private final MappingFile file;

    public EntitySteps(MappingFile file) {
        this.file = file;
    }

    /**
     * One thing to send.
     *
     * @param part   tells it from the record's other entities
     * @param entity null when the record could not be mapped completely
     * @param reason why it could not; null otherwise
     */
    private record Item(String part, PortEntity entity, String reason) {
    }

    /**
     * Makes the record in the body a list of what is to be sent, one for {@link #take(Exchange)} each. Names the parts
     * that the record has now in the variable {@value Delivered#PARTS}, and how many may go in {@value Leftovers#SHARE},
     * unless one may be missing because of a problem. Nothing is said of an issue that matches no filter of the file,
     * because it has left them all since it was found. Where Port is one of several targets, its name in the variable
     * {@value Delivered#PART} is the beginning of each part.
     */
    public void map(Exchange exchange) {
        exchange.getVariable(Run.VARIABLE, Run.class).kinds().see(exchange);
        JsonNode mapped = exchange.getMessage().getBody(JsonNode.class);
        PortOptions options = file.mapping().options();
        PortMapper mapper = new PortMapper(options);
        List<PortResource> resources = file.resources(kind(exchange), exchange.getVariable(Delivered.ISSUE_FILTERS, Set.class));
        List<MappedRecord> results = resources.stream().map(resource -> mapper.map(resource, mapped)).toList();
        Map<String, PortEntity> entities = new LinkedHashMap<>();
        results.forEach(result -> result.entities().forEach(entity -> entities.put(newPart(entities.keySet(), entity), entity)));
        List<Item> items = new ArrayList<>();
        String target = Delivered.part(exchange);
        entities.forEach((part, entity) -> items.add(new Item(target.isEmpty() ? part : target + '/' + part, entity, null)));
        if (resources.isEmpty()) {
            LOG.debug("{} matches none of the filters of Port's mapping any more", exchange.getVariable(Delivered.ISSUE_KEY));
        } else if (results.stream().allMatch(MappedRecord::complete)) {
            exchange.setVariable(Leftovers.SHARE, options.entityDeletionThreshold());
            exchange.setVariable(Delivered.PARTS, items.stream().map(Item::part).collect(Collectors.toUnmodifiableSet()));
        } else {
            items.add(new Item(null, null, reason(results)));
        }
        List<RecordProblem> leftOut = problems(results, true);
        if (!leftOut.isEmpty()) {
            exchange.setVariable(PROBLEMS, new ConcurrentLinkedQueue<>(leftOut));
        }
        exchange.getMessage().setBody(items);
    }

    /**
     * Makes the entity of the list's element the body, and names its part.
     *
     * @throws MappingException for what could not be mapped
     */
    public void take(Exchange exchange) {
        Item item = exchange.getMessage().getBody(Item.class);
        if (item.entity() == null) {
            throw new MappingException(item.reason());
        }
        exchange.setVariable(Delivered.PART, item.part());
        exchange.getMessage().setBody(item.entity().json());
    }

    /** Says what is left out of the entities of this record, once and only when one of them is sent. */
    public void report(Exchange exchange) {
        Queue<?> problems = exchange.getVariable(PROBLEMS, Queue.class);
        if (problems == null) {
            return;
        }
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        for (Object problem = problems.poll(); problem != null; problem = problems.poll()) {
            LOG.warn("{}", problem);
            run.kinds().count(exchange, KindCounts.What.PROBLEMS);
        }
    }

    private static Kind kind(Exchange exchange) {
        String kind = exchange.getVariable(KindCounts.VARIABLE, String.class);
        return kind == null ? Kind.ISSUE : Kind.of(kind).orElseThrow();
    }

    /** Two resources may give different properties of one entity. */
    private static String newPart(Set<String> taken, PortEntity entity) {
        String part = entity.blueprint() + '/' + entity.identifier()
                .orElseGet(() -> '?' + Digest.of(entity.toJson().get("identifier").toString()));
        String name = part;
        for (int number = 2; taken.contains(name); number++) {
            name = part + PART_NUMBER + number;
        }
        return name;
    }

    private static List<RecordProblem> problems(List<MappedRecord> results, boolean leftOut) {
        return results.stream().flatMap(result -> result.problems().stream())
                .filter(problem -> (problem.effect() == Effect.VALUE_LEFT_OUT) == leftOut).toList();
    }

    private static String reason(List<MappedRecord> results) {
        List<RecordProblem> problems = problems(results, false);
        return problems.stream().limit(MOST_NAMED).map(problem -> problem.toString().replaceFirst("\\.$", ""))
                .collect(Collectors.joining("; "))
                + (problems.size() > MOST_NAMED ? "; and " + (problems.size() - MOST_NAMED) + " more" : "");
    }
}
