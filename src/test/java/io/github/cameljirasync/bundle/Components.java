package io.github.cameljirasync.bundle;

import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/** What the components on the class path call themselves and their options. */
final class Components {

    private static final Pattern CAMEL_JAR = Pattern.compile(".*/camel-([a-z0-9-]+?)-\\d.*\\.jar");
    private static final Set<String> CORE = Set.of("base", "core-languages", "core-model", "core-processor", "support");

    private final CamelContext context;

    Components() {
        DefaultCamelContext built = new DefaultCamelContext(false);
        built.disableJMX();
        built.build();
        context = built;
    }

    Optional<Set<String>> options(String scheme) {
        return Optional.ofNullable(context.getCamelContextExtension().getEndpointUriFactory(scheme))
                .map(EndpointUriFactory::propertyNames);
    }

    /** The dependency that a Kamelet names for a component, such as camel:http. */
    Optional<String> componentDependency(String scheme) {
        return Optional.ofNullable(context.getCamelContextExtension().getEndpointUriFactory(scheme))
                .flatMap(Components::dependency);
    }

    Optional<String> languageDependency(String language) {
        try {
            return dependency(context.resolveLanguage(language));
        } catch (NoSuchLanguageException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> dependency(Object part) {
        CodeSource source = part.getClass().getProtectionDomain().getCodeSource();
        Matcher jar = CAMEL_JAR.matcher(source == null ? "" : source.getLocation().getPath());
        return jar.matches()
                ? Optional.of("camel:" + (CORE.contains(jar.group(1)) ? "core" : jar.group(1)))
                : Optional.empty();
    }
}
