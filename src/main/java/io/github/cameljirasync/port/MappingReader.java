package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a mapping file from top to bottom and goes on after a mistake, so that one reading finds them all. */
final class MappingReader {

    private static final String FOR_EXAMPLE = "see the example in routes/mappings/port-app-config.yml";

    private final MappingReport report;
    private final TemplateReader templates;
    private final PortJq jq;

    MappingReader(String file, PortJq jq) {
        this.jq = jq;
        report = new MappingReport(file);
        templates = new TemplateReader(jq, report);
    }

    /** @throws PortMappingException when the file can't be used */
    PortMapping read(String yaml) {
        PortMapping mapping = compose(yaml).map(this::mapping).orElse(null);
        if (!report.problems().isEmpty()) {
            throw new PortMappingException(report.problems());
        }
        return mapping;
    }

    private Optional<Node> compose(String yaml) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            if (root.isEmpty()) {
                report.wrong(0, "the file is empty; it must have resources, " + FOR_EXAMPLE);
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> place = e.getProblemMark().or(e::getContextMark);
            report.wrong(place.map(mark -> mark.getLine() + 1).orElse(0), "it is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            report.wrong(0, "it is not YAML: " + JqFault.firstLine(e));
        }
        return Optional.empty();
    }

    private PortMapping mapping(Node root) {
        MappingSection file = new MappingSection(root, "", report);
        PortOptions options = new PortOptions(file.flag("createMissingRelatedEntities", true),
                file.flag("deleteDependentEntities", true), file.flag("enableMergeEntity", true),
                file.share("entityDeletionThreshold", PortOptions.DEFAULT_THRESHOLD));
        List<PortResource> resources = new ArrayList<>();
        List<Node> entries = file.list("resources", FOR_EXAMPLE);
        for (int i = 0; i < entries.size(); i++) {
            resource(i, entries.get(i)).ifPresent(resources::add);
        }
        file.get("resources").filter(list -> entries.isEmpty() && report.problems().isEmpty())
                .ifPresent(list -> report.wrong(list, "resources is empty, so there is nothing to map; " + FOR_EXAMPLE));
        file.warnOfTheRest("the file");
        return new PortMapping(options, resources, report.notes());
    }

    private Optional<PortResource> resource(int index, Node node) {
        MappingSection resource = new MappingSection(node, "resources[" + index + "]", report);
        Optional<Kind> kind = kind(resource);
        Optional<PortSelector> selector = resource.section("selector", "it needs at least query: \"true\"")
                .flatMap(section -> selector(kind, section));
        Optional<MappingSection> port = resource.section("port", "it holds entity.mappings");
        Optional<ItemsToParse> items = port.flatMap(this::items);
        Optional<EntityTemplate> template = port.flatMap(section -> section.section("entity", "it holds mappings"))
                .flatMap(entity -> entity.section("mappings", "it holds identifier, blueprint and properties"))
                .flatMap(templates::entity);
        port.ifPresent(section -> section.warnOfTheRest("port"));
        resource.warnOfTheRest("a resource");
        return kind.isPresent() && selector.isPresent() && template.isPresent()
                ? Optional.of(new PortResource(index, kind.get(), selector.get(), items.orElse(null), template.get()))
                : Optional.empty();
    }

    private Optional<Kind> kind(MappingSection resource) {
        Optional<Node> value = resource.require("kind", "give one of " + Kind.list());
        Optional<String> name = resource.text("kind");
        Optional<Kind> kind = name.flatMap(Kind::of);
        if (name.isPresent() && kind.isEmpty()) {
            report.wrong(value.orElseThrow(), resource.at("kind") + " '" + name.get() + "' is not one of "
                    + Kind.list() + ", the kinds that are read from Jira");
        }
        return kind;
    }

    private Optional<PortSelector> selector(Optional<Kind> kind, MappingSection selector) {
        Optional<PortExpression> query = selector.require("query", "write query: \"true\" to take every record")
                .flatMap(node -> templates.expression(node, selector.at("query")));
        boolean issue = kind.filter(Kind.ISSUE::equals).isPresent();
        boolean project = kind.filter(Kind.PROJECT::equals).isPresent();
        String jql = issue ? selector.text("jql").filter(text -> !text.isBlank()).orElse(PortSelector.DEFAULT_JQL) : null;
        String fields = issue ? selector.text("fields").orElse(null) : null;
        String expand = issue ? selector.text("expand").orElse(null)
                : project ? selector.text("expand").orElse(PortSelector.DEFAULT_EXPAND) : null;
        boolean members = kind.filter(Kind.TEAM::equals).isPresent() && selector.flag("includeMembers", false);
        selector.warnOfTheRest("the selector of kind " + kind.map(Kind::key).orElse("?"));
        return query.map(jq -> new PortSelector(jq, jql, blankToNull(expand), fields, members));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Optional<ItemsToParse> items(MappingSection port) {
        String name = port.text("itemsToParseName").orElse(ItemsToParse.DEFAULT_NAME);
        boolean withoutSource = port.flag("itemsToParseTopLevelTransform", true);
        return port.get("itemsToParse").flatMap(node -> templates.expression(node, port.at("itemsToParse")).map(
                expression -> new ItemsToParse(expression, name, withoutSource ? without(node, expression) : null)));
    }

    private PortJq.Compiled without(Node node, PortExpression expression) {
        Optional<String> path = ItemsToParse.source(expression.text());
        try {
            if (path.isPresent()) {
                return jq.compile("del(" + path.get() + ")");
            }
            report.note(node, expression.path() + " begins with no path, so its array stays in each record");
        } catch (JqException e) {
            report.note(node, expression.path() + " begins with " + path.get() + ", which can't be taken out, so it stays "
                    + "in each record: " + e.getMessage());
        }
        return null;
    }
}
