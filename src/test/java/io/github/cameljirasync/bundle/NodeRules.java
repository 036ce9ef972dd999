package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names and descriptions, by which people, metrics and tests find a node. */
final class NodeRules {

    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** What a person may change on the canvas and needs to know the reason of. */
    private static final Set<String> DESCRIBED = Set.of("aggregate", "choice", "circuitBreaker", "delay", "doTry", "enrich",
            "filter", "idempotentConsumer", "loop", "multicast", "onException", "pollEnrich", "recipientList", "split",
            "throttle", "to", "toD", "transform", "wireTap");

    private NodeRules() {
    }

    static List<Finding> nodeIds(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            for (Eip eip : file.eips()) {
                if (eip.id().isEmpty()) {
                    findings.add(file.finding(eip.body(), eip.kind(), "needs an id"));
                } else if (!KEBAB.matcher(eip.id()).matches()) {
                    findings.add(file.finding(eip.body(), eip.id(), "an id is written in kebab-case"));
                } else if (eip.id().matches(kebab(eip.kind()) + "(-?\\d+)?|.*-\\d{3,}")) {
                    findings.add(file.finding(eip.body(), eip.id(),
                            "an id says what the " + eip.kind() + " is for, not what it is"));
                }
            }
            file.froms().stream().filter(from -> from.has("id") && !KEBAB.matcher(from.text("id")).matches())
                    .forEach(from -> findings.add(
                            file.finding(from, from.text("id"), "an id is written in kebab-case")));
        }
        return findings;
    }

    /**
     * Within a file, and over all route files as Camel wants it, with the prefix that a route gives its nodes; a Kamelet's
     * ids are prefixed when it is used.
     */
    static List<Finding> uniqueNodeIds(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> inRoutes = new HashMap<>();
        for (BundleFile file : bundle.files()) {
            Map<String, String> seen = file.isKamelet() ? new HashMap<>() : inRoutes;
            for (Yaml flow : file.flows()) {
                Stream<Eip> named = Stream.concat(flow.get("from").stream().map(from -> new Eip("from", from, false)),
                        BundleFile.eips(flow).stream());
                named.filter(eip -> !eip.id().isEmpty()).forEach(eip -> {
                    String first = seen.putIfAbsent(flow.text("nodePrefixId") + eip.id(),
                            file.name() + ":" + eip.body().line());
                    if (first != null) {
                        findings.add(file.finding(eip.body(), eip.id(), "the id is also used at " + first));
                    }
                });
            }
        }
        return findings;
    }

    static List<Finding> nodeDescriptions(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            file.eips().stream()
                    .filter(eip -> DESCRIBED.contains(eip.kind()) && eip.body().text("description").isBlank())
                    .forEach(eip -> findings.add(
                            file.finding(eip.body(), eip.name(), eip.kind() + " needs a description")));
        }
        return findings;
    }

    static List<Finding> routeIds(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (BundleFile file : bundle.routes()) {
            String expected = file.baseName();
            List<Yaml> routes = file.entries("route");
            for (Yaml route : routes) {
                String id = route.text("id");
                boolean first = route.equals(routes.get(0));
                if (first ? !id.equals(expected) : !id.startsWith(expected + "-")) {
                    findings.add(file.finding(route, id.isEmpty() ? "route" : id, first
                            ? "the first route of a file has the file's name as its id: " + expected
                            : "a further route of a file has an id that starts with the file's name: " + expected
                                    + "-<what it does>"));
                }
            }
            file.flows().stream().filter(flow -> !flow.text("id").isEmpty()).forEach(flow -> {
                String id = flow.text("id");
                String other = seen.putIfAbsent(flow.key() + " " + id, file.name() + ":" + flow.line());
                if (other != null) {
                    findings.add(file.finding(flow, id, "the id is also used at " + other));
                }
                if (!KEBAB.matcher(id).matches()) {
                    findings.add(file.finding(flow, id, "an id is written in kebab-case"));
                }
            });
        }
        return findings;
    }

    static List<Finding> flowDescriptions(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            for (Yaml flow : file.isKamelet() ? List.of(file.definition()) : file.flows()) {
                for (String needed : file.isKamelet() ? List.of("title", "description") : List.of("id", "description")) {
                    if (flow.text(needed).isBlank()) {
                        findings.add(file.finding(flow,
                                flow.text("id").isEmpty() ? file.baseName() : flow.text("id"), "needs " + ("id".equals(needed) ? "an " : "a ") + needed));
                    }
                }
            }
        }
        return findings;
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
