package io.github.cameljirasync.bundle;

import java.util.List;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/** One route file or Kamelet, read as plain YAML. */
record BundleFile(String name, String text, Yaml root) {

    private static final String KAMELET = ".kamelet.yaml";

    static BundleFile of(String name, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        return new BundleFile(name, text, Yaml.of(new Compose(settings).composeString(text).orElseThrow()));
    }

    boolean isKamelet() {
        return name.endsWith(KAMELET);
    }

    /** The file's name without its folder and extensions. */
    String baseName() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.replace(KAMELET, "").replace(".camel.yaml", "");
    }

    List<Yaml> entries(String kind) {
        return root.items().stream().flatMap(item -> item.get(kind).stream()).toList();
    }

    Yaml template() {
        return root.get("spec", "template").orElse(root);
    }

    Yaml definition() {
        return root.get("spec", "definition").orElse(root);
    }

    List<Yaml> properties() {
        return definition().get("properties").map(Yaml::entries).orElse(List.of());
    }

    /** What the canvas shows: the routes, the configurations, and a Kamelet's template. */
    List<Yaml> flows() {
        return isKamelet()
                ? List.of(template())
                : root.items().stream().flatMap(item -> Stream.concat(
                        item.get("route").stream(), item.get("routeConfiguration").stream())).toList();
    }

    List<Yaml> beans() {
        return (isKamelet() ? template().get("beans").stream() : entries("beans").stream())
                .flatMap(beans -> beans.items().stream()).toList();
    }

    List<Yaml> froms() {
        return flows().stream().flatMap(flow -> flow.get("from").stream()).toList();
    }

    /** Every node of every flow, without the from. */
    List<Eip> eips() {
        return flows().stream().flatMap(flow -> eips(flow).stream()).toList();
    }

    static List<Eip> eips(Yaml flow) {
        return Stream.concat(Eip.below(flow).stream(),
                flow.get("from").stream().flatMap(from -> Eip.below(from).stream())).toList();
    }

    /** Every value that names an endpoint, the froms included; an interceptor's uri is a pattern, and toD's may be computed. */
    List<Eip> endpoints() {
        return Stream.concat(froms().stream().map(from -> new Eip("from", from, false)), eips().stream())
                .filter(eip -> !eip.uri().isEmpty() && !"interceptSendToEndpoint".equals(eip.kind())
                        && !("toD".equals(eip.kind()) && eip.uri().startsWith("${"))).toList();
    }

    Finding finding(Yaml at, String node, String message) {
        return new Finding(name, at.line(), node, message);
    }
}
