package io.github.cameljirasync.port;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Port's mapping file, read and compiled. */
public final class PortMapping {

    private final PortOptions options;
    private final List<PortResource> resources;
    private final Map<Kind, List<PortResource>> byKind;
    private final List<MappingProblem> notes;

    PortMapping(PortOptions options, List<PortResource> resources, List<MappingProblem> notes) {
        this.options = options;
        this.resources = List.copyOf(resources);
        this.byKind = resources.stream().collect(Collectors.groupingBy(PortResource::kind));
        this.notes = notes;
    }

    /**
     * @param file name of the file, for messages
     * @param yaml its text
     * @throws PortMappingException with every problem, when the file is no mapping or an expression does not compile
     */
    public static PortMapping read(String file, String yaml, PortJq jq) {
        return new MappingReader(file, jq).read(yaml);
    }

    /** Everything that stops the start, as sentences; empty for a file that can be used. */
    public static List<MappingProblem> check(String file, String yaml, PortJq jq) {
        try {
            read(file, yaml, jq);
            return List.of();
        } catch (PortMappingException e) {
            return e.problems();
        }
    }

    public PortOptions options() {
        return options;
    }

    /** In the order of the file, at least one. */
    public List<PortResource> resources() {
        return resources;
    }

    public List<PortResource> resources(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** Keys that the file has and that do nothing here. */
    public List<MappingProblem> notes() {
        return notes;
    }
}
