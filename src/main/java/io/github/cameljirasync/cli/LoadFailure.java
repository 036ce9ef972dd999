package io.github.cameljirasync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/** Why files that are well-formed can't be loaded: an unknown component, Kamelet, bean or setting. */
final class LoadFailure {

    private LoadFailure() {
    }

    /** One line: the place as well as it is known, and the reason. */
    static String sentence(Throwable failure, CamelContext context, List<Path> changed) {
        String place = changed.stream().map(Path::toString).collect(Collectors.joining(", "));
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException route) {
                place = place(context, route.getRouteId(), place);
            }
            root = cause;
        }
        String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return (place.isEmpty() ? "" : place + ": ") + (reason.isEmpty() ? root.getClass().getSimpleName() : reason);
    }

    private static String place(CamelContext context, String routeId, String otherwise) {
        RouteDefinition route = context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(routeId);
        if (route == null || route.getInput() == null || route.getInput().getLocation() == null) {
            return otherwise;
        }
        return route.getInput().getLocation().replaceFirst("^file:", "") + ':' + route.getInput().getLineNumber();
    }
}
