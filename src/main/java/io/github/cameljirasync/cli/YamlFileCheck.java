package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.exception.InvalidRouteException;
import org.apache.camel.model.RouteTemplateDefinition;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The check of one YAML file: syntax, then shape, then what Camel's deserialisers accept. */
final class YamlFileCheck {

    private static final int ENOUGH = 20;

    private final CamelContext context;
    private final BundleNames names;
    private final String file;
    private final String text;
    private final List<RouteFileProblem> problems = new ArrayList<>();

    /** @param names what references may lead to; null when that is not known, and then none is followed */
    YamlFileCheck(CamelContext context, BundleNames names, String file, String text) {
        this.context = context;
        this.names = names;
        this.file = file;
        this.text = text;
    }

    List<RouteFileProblem> problems() {
        compose().ifPresent(root -> {
            new YamlShape(this::report).check(root, file);
            new YamlValues(context, text, names == null ? null : names.jq(), this::report).check(root);
            if (names != null) {
                new YamlReferences(names, this::report).check(root);
            }
            if (file.endsWith(".kamelet.yaml")) {
                YamlTree.get(root, "spec", "template").ifPresent(
                        template -> read(root, template, at -> at.construct(template, RouteTemplateDefinition.class)));
            } else if (root instanceof SequenceNode entries) {
                for (Node entry : entries.getValue()) {
                    read(root, entry, at -> at.mandatoryResolve(entry).construct(entry));
                }
            }
        });
        return problems;
    }

    private Optional<Node> compose() {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                report(null, "the file is empty");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            report(e.getProblemMark().or(e::getContextMark).orElse(null), YamlWording.syntax(e));
        } catch (YamlEngineException e) {
            report(null, "not YAML: " + YamlWording.firstLine(e));
        }
        return Optional.empty();
    }

    /**
     * Camel stops at the first thing it does not know. That thing is taken out and the rest is read again, so that one
     * check names them all.
     */
    private void read(Node root, Node entry, Consumer<YamlDeserializationContext> reader) {
        for (int found = 0; found < ENOUGH; found++) {
            try {
                reader.accept(CamelYaml.deserialization(context, file, text, entry));
                return;
            } catch (MarkedYamlEngineException e) {
                if (found > 0 && e instanceof InvalidRouteException) {
                    return;
                }
                Mark mark = e.getProblemMark().or(entry::getStartMark).orElse(null);
                Optional<YamlTree.Place> place = mark == null ? Optional.empty() : YamlTree.at(root, mark)
                        .map(at -> YamlWording.unknownKey(e).flatMap(at::child).orElse(at));
                report(place.map(YamlTree.Place::mark).orElse(mark), YamlWording.structure(e, place));
                if (place.isEmpty() || YamlTree.prune(entry, place.get().value())) {
                    return;
                }
            }
        }
    }

    private void report(Mark mark, String message) {
        problems.add(mark == null
                ? new RouteFileProblem(file, 1, 1, message)
                : new RouteFileProblem(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }
}
