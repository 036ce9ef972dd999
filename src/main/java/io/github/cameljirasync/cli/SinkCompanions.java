package io.github.cameljirasync.cli;

import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The Kamelets that a target brings for the commands, found by the name of its sink: {@code acme-item-sink} has
 * {@code acme-item-check-action} and {@code acme-item-preview-action}. They get the parameters of the sink.
 */
final class SinkCompanions {

    private static final String KAMELET = "kamelet:";

    private final CamelContext context;

    SinkCompanions(CamelContext context) {
        this.context = context;
    }

    /**
     * The endpoint that stands beside a sink.
     *
     * @param sink    URI of the sink with its parameters
     * @param purpose {@code check} or {@code preview}
     * @return empty when the target brings none
     */
    Optional<String> of(String sink, String purpose) {
        String kamelet = name(sink) + '-' + purpose + "-action";
        int query = sink.indexOf('?');
        return exists(kamelet) ? Optional.of(KAMELET + kamelet + (query < 0 ? "" : sink.substring(query))) : Optional.empty();
    }

    /** The name of a sink's Kamelet without its ending. */
    static String name(String sink) {
        return sink.replaceFirst("[?].*$", "").replaceFirst("^kamelet:(//)?", "").replaceFirst("-sink(/.*)?$", "");
    }

    private boolean exists(String kamelet) {
        String locations = context.getComponent("kamelet", KameletComponent.class).getLocation();
        for (String location : locations.split(",")) {
            Resource file = PluginHelper.getResourceLoader(context)
                    .resolveResource(location + '/' + kamelet + ".kamelet.yaml");
            if (file.exists()) {
                return true;
            }
        }
        return false;
    }
}
