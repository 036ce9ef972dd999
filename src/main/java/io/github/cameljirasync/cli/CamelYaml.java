package io.github.cameljirasync.cli;


import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Camel's YAML deserialisers, put together as its routes loader does, but naming the place of every failure. */
final class CamelYaml {

    private CamelYaml() {
    }

    static YamlDeserializationContext deserialization(CamelContext context, String file, String text, Node root) {
        YamlDeserializationContext answer = new YamlDeserializationContext(
                LoadSettings.builder().setLabel(file).build());
        answer.setCamelContext(context);
        answer.setResource(new TextResource(file, text));
        answer.addResolvers(
                new PlacedResolver(new CustomResolver(new BeansDeserializer())),
                new PlacedResolver(new ModelDeserializersResolver()));
        YamlDeserializerSupport.setDeserializationContext(root, answer);
        return answer;
    }

    /** Some deserialisers refuse a value without saying where it stands. */
    private record PlacedResolver(YamlDeserializerResolver resolver) implements YamlDeserializerResolver {

        @Override
        public int getOrder() {
            return resolver.getOrder();
        }

        @Override
        public ConstructNode resolve(String id) {
            ConstructNode construct = resolver.resolve(id);
            return construct == null ? null : node -> construct(construct, node);
        }

        private static Object construct(ConstructNode construct, Node node) {
            try {
                return construct.construct(node);
            } catch (MarkedYamlEngineException e) {
                if (e.getProblemMark().isPresent()) {
                    throw e;
                }
                throw new YamlDeserializationException(node, YamlWording.firstLine(e), e);
            } catch (RuntimeException e) {
                throw new YamlDeserializationException(node, YamlWording.firstLine(e), e);
            }
        }
    }
}
