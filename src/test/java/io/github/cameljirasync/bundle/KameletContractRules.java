package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a Kamelet promises to those who use it. */
final class KameletContractRules {

    private static final Set<String> TYPES = Set.of("source", "sink", "action");
    private static final Set<String> SMALL_WORDS = Set.of("a", "an", "and", "as", "at", "by", "for", "from", "in", "into",
            "of", "on", "or", "per", "the", "to", "with");
    private static final Set<String> SECRET_WORDS = Set.of(
            "token", "password", "passphrase", "pat", "secret", "credential", "credentials");
    private static final Set<String> SECRET_KEYS = Set.of("api", "access", "private", "secret");
    /** A token of these is a place in a list. */
    private static final Set<String> PLACES = Set.of("page", "cursor", "next", "continuation");
    private static final String CREDENTIALS = "urn:camel:group:credentials";

    private KameletContractRules() {
    }

    static List<Finding> name(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            String name = kamelet.root().text("metadata", "name");
            if (!name.equals(kamelet.baseName())) {
                findings.add(kamelet.finding(at(kamelet, "metadata", "name"), name,
                        "metadata.name must be the file's name " + kamelet.baseName()));
            }
            String type = type(kamelet);
            if (!TYPES.contains(type) || !kamelet.baseName().endsWith("-" + type)) {
                findings.add(kamelet.finding(at(kamelet, "metadata", "labels"), name, "the file's name must end in the "
                        + "label camel.apache.org/kamelet.type, which is source, sink or action, not '" + type + "'"));
            }
        }
        return findings;
    }

    static List<Finding> title(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            String title = kamelet.definition().text("title");
            List<String> words = List.of(title.split("\\s+"));
            if (!title.toLowerCase(Locale.ROOT).endsWith(" " + type(kamelet))) {
                findings.add(atTitle(kamelet, "the title must end in the Kamelet's type, " + type(kamelet)));
            }
            if (words.stream().anyMatch(word -> !word.isEmpty() && Character.isLowerCase(word.charAt(0))
                    && !SMALL_WORDS.contains(word))) {
                findings.add(atTitle(kamelet, "the title must be in Title Case"));
            }
            if (Set.of("The", "A", "An").contains(words.get(0))) {
                findings.add(atTitle(kamelet, "the title must not start with " + words.get(0)));
            }
        }
        return findings;
    }

    static List<Finding> properties(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            for (Yaml property : kamelet.properties()) {
                for (String needed : List.of("title", "description", "type")) {
                    if (property.text(needed).isBlank()) {
                        findings.add(kamelet.finding(property, property.key(), "the property needs a " + needed));
                    }
                }
                if (!property.key().matches("[a-z][A-Za-z0-9]*")) {
                    findings.add(kamelet.finding(property, property.key(), "a property is named in camelCase"));
                }
            }
            Set<String> declared = kamelet.properties().stream().map(Yaml::key).collect(Collectors.toSet());
            kamelet.definition().get("required").map(Yaml::items).orElse(List.of()).stream()
                    .filter(required -> !declared.contains(required.text()))
                    .forEach(required -> findings.add(kamelet.finding(required, required.text(),
                            "the required property is not declared")));
        }
        return findings;
    }

    static List<Finding> secrets(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            for (Yaml property : kamelet.properties()) {
                boolean password = "password".equals(property.text("format"));
                boolean credentials = property.get("x-descriptors").map(Yaml::items).orElse(List.of()).stream()
                        .anyMatch(descriptor -> CREDENTIALS.equals(descriptor.text()));
                boolean secret = isSecret(property.key()) || isSecret(property.text("title"));
                if (secret && !password) {
                    findings.add(kamelet.finding(property, property.key(), "a secret needs format: password"));
                }
                if ((secret || password) && !credentials) {
                    findings.add(kamelet.finding(property, property.key(),
                            "a secret needs the x-descriptor " + CREDENTIALS));
                }
                if ((secret || password) && property.has("default")) {
                    findings.add(kamelet.finding(property, property.key(), "a secret has no default"));
                }
            }
        }
        return findings;
    }

    private static boolean isSecret(String name) {
        List<String> words = Arrays.stream(name.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (words.stream().anyMatch(PLACES::contains)) {
            return false;
        }
        boolean key = words.contains("key") && words.stream().anyMatch(SECRET_KEYS::contains);
        return key || words.stream().anyMatch(SECRET_WORDS::contains);
    }

    static String type(BundleFile kamelet) {
        return kamelet.root().text("metadata", "labels", "camel.apache.org/kamelet.type");
    }

    private static Finding atTitle(BundleFile kamelet, String message) {
        return kamelet.finding(kamelet.definition().get("title").orElse(kamelet.definition()), kamelet.baseName(), message);
    }

    private static Yaml at(BundleFile kamelet, String... path) {
        return kamelet.root().get(path).orElse(kamelet.root());
    }
}
