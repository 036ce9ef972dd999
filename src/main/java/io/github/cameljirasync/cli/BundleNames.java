package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What the files of a bundle can refer to. Read from texts, so that nothing has to be made of them. */
final class BundleNames {

    private static final String KAMELET_FILE = ".kamelet.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");

    private final CamelContext context;
    private final Map<String, Class<?>> beans = new TreeMap<>();
    private final Set<String> directs = new TreeSet<>();
    private final Set<String> configurations = new TreeSet<>();
    private final Map<String, Optional<Node>> kamelets = new HashMap<>();
    private final JqFunctions jq;

    BundleNames(CamelContext context, Map<String, String> texts) {
        this.context = context;
        texts.forEach((file, text) -> compose(text).ifPresent(root -> read(file, root)));
        this.jq = new JqFunctions(context, beans);
    }

    private void read(String file, Node root) {
        if (file.endsWith(KAMELET_FILE)) {
            kamelets.put(name(file), Optional.of(root));
        } else if (root instanceof SequenceNode entries) {
            entries.getValue().forEach(entry -> {
                YamlTree.get(entry, "beans").ifPresent(this::beans);
                YamlTree.get(entry, "routeConfiguration", "id").map(YamlTree::text).ifPresent(configurations::add);
            });
        }
        YamlTree.walk(root, place -> {
            if ("from".equals(place.name()) && place.key() != null) {
                Endpoint from = Endpoint.of(place.value());
                if (from != null && "direct".equals(from.scheme())) {
                    directs.add(from.name("name"));
                }
            }
        });
    }

    private void beans(Node list) {
        if (list instanceof SequenceNode beansOfFile) {
            beansOfFile.getValue().forEach(bean -> YamlTree.get(bean, "name").map(YamlTree::text).ifPresent(
                    name -> beans.put(name, type(YamlTree.get(bean, "type").map(YamlTree::text).orElse("")))));
        }
    }

    private Class<?> type(String name) {
        Class<?> type = context.getClassResolver().resolveClass(name.replaceFirst("^#class:", ""));
        return type == null ? Object.class : type;
    }

    JqFunctions jq() {
        return jq;
    }

    boolean hasBean(String name) {
        return beans.containsKey(name) || context.getRegistry().lookupByName(name) != null;
    }

    Set<String> beans() {
        return beans.keySet();
    }

    /** Whether a route begins at this direct endpoint; names with placeholders may be any. */
    boolean hasDirect(String name) {
        return directs.stream().anyMatch(known -> known.equals(name)
                || known.contains("{{") && matches(known, name) || name.contains("{{") && matches(name, known))
                || name.contains("{{");
    }

    private static boolean matches(String pattern, String name) {
        String regex = Pattern.quote(PLACEHOLDER.matcher(pattern).replaceAll("\0")).replace("\0", "\\E.*\\Q");
        return name.matches(regex);
    }

    Set<String> directs() {
        return directs;
    }

    /** The ids of the route configurations. */
    Set<String> configurations() {
        return configurations;
    }

    boolean hasComponent(String scheme) {
        try {
            return beans.containsKey(scheme) || context.hasComponent(scheme) != null
                    || PluginHelper.getComponentResolver(context).resolveComponent(scheme, context) != null;
        } catch (Exception e) {
            throw new IllegalStateException("The component " + scheme + " can't be made", e);
        }
    }

    /** Names of options that every endpoint of a component has. */
    Set<String> options(String scheme) {
        var uri = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        return uri == null ? Set.of() : uri.propertyNames();
    }

    /** The definition of a Kamelet of the files or of the jar. */
    Optional<MappingNode> kamelet(String name) {
        return kamelets.computeIfAbsent(name, this::fromJar)
                .map(root -> YamlTree.get(root, "spec", "definition").orElse(root))
                .filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    }

    /** The names of all Kamelets; slow, as it reads the jar's index. */
    Set<String> kamelets() {
        Set<String> all = new TreeSet<>();
        kamelets.forEach((name, root) -> root.ifPresent(there -> all.add(name)));
        try {
            PluginHelper.getPackageScanResourceResolver(context).findResources("classpath:kamelets/*" + KAMELET_FILE)
                    .forEach(resource -> all.add(name(resource.getLocation())));
        } catch (Exception e) {
            throw new IllegalStateException("The Kamelets of the jar can't be listed", e);
        }
        return all;
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(KAMELET_FILE, "");
    }

    private Optional<Node> fromJar(String name) {
        try (InputStream in = context.getClassResolver().loadResourceAsStream("kamelets/" + name + KAMELET_FILE)) {
            return in == null ? Optional.empty() : compose(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The Kamelet " + name + " can't be read", e);
        }
    }

    /** A file that is no YAML refers to nothing and is reported by its own check. */
    private static Optional<Node> compose(String text) {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(text);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }
}
