package io.github.cameljirasync.port;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code port.entity.mappings} of a resource.
 *
 * @param values     title, icon and team, as far as the file has them, by name
 * @param properties by name, in the file's order
 * @param relations  by name, in the file's order
 */
record EntityTemplate(Template identifier, Template blueprint, Map<String, Template> values,
        Map<String, Template> properties, Map<String, Template> relations) {

    Stream<PortExpression> expressions() {
        return Stream.of(List.of(identifier, blueprint), values.values(), properties.values(), relations.values())
                .flatMap(java.util.Collection::stream).flatMap(Template::expressions);
    }
}
