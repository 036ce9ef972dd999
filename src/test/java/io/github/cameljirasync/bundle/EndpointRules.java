package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Camel lets pass silently: lenient components ignore or forward an option that they do not know. */
final class EndpointRules {

    private static final Set<String> HTTP = Set.of("http", "https");

    private EndpointRules() {
    }

    static List<Finding> httpEndpoints(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Set<String> known = new Components().options("http").orElseThrow();
        for (BundleFile file : bundle.files()) {
            file.endpoints().stream().filter(endpoint -> HTTP.contains(endpoint.uri())).forEach(http -> {
                if (http.body().get("parameters", "httpMethod").isEmpty()) {
                    findings.add(file.finding(http.body(), http.name(),
                            "set httpMethod; without it a header or the body decides"));
                }
                parameters(http).stream().filter(option -> !known.contains(option.key()))
                        .forEach(option -> findings.add(file.finding(option, http.name(), "http has no option "
                                + option.key() + " and would send it as a query parameter")));
            });
        }
        return findings;
    }

    static List<Finding> kameletCalls(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Set<String> ofComponent = new Components().options("kamelet").orElseThrow();
        for (BundleFile file : bundle.files()) {
            for (Eip call : file.endpoints()) {
                if (!call.uri().startsWith("kamelet:") || KameletTemplateRules.ENDS.contains(call.uri())) {
                    continue;
                }
                String name = call.uri().substring("kamelet:".length());
                Optional<BundleFile> kamelet = bundle.kamelet(name);
                if (kamelet.isEmpty()) {
                    findings.add(file.finding(call.body(), call.name(), "there is no Kamelet " + name));
                } else {
                    kameletCall(file, call, kamelet.get(), ofComponent, findings);
                }
            }
        }
        return findings;
    }

    private static void kameletCall(
            BundleFile file, Eip call, BundleFile kamelet, Set<String> ofComponent, List<Finding> findings) {
        Set<String> given = new HashSet<>();
        Set<String> declared = new HashSet<>();
        Set<String> defaulted = new HashSet<>();
        kamelet.properties().forEach(property -> {
            declared.add(property.key());
            if (property.has("default")) {
                defaulted.add(property.key());
            }
        });
        for (Yaml parameter : parameters(call)) {
            given.add(parameter.key());
            if (!declared.contains(parameter.key()) && !ofComponent.contains(parameter.key())) {
                findings.add(file.finding(parameter, call.name(), kamelet.baseName() + " declares no parameter "
                        + parameter.key() + ", and Camel would ignore it"));
            }
        }
        kamelet.definition().get("required").map(Yaml::items).orElse(List.of()).stream().map(Yaml::text)
                .filter(required -> !given.contains(required) && !defaulted.contains(required))
                .forEach(required -> findings.add(file.finding(call.body(), call.name(),
                        kamelet.baseName() + " requires the parameter " + required)));
    }

    private static List<Yaml> parameters(Eip endpoint) {
        return endpoint.body().get("parameters").map(Yaml::entries).orElse(List.of());
    }
}
