package io.github.cameljirasync.cli;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Replaces all routes, route configurations and Kamelets of a running context by those of other files; beans of its own
 * files stay as they are. Camel's {@code RouteWatcherReloadStrategy} keeps what a deleted file held, reads from the disk
 * what it should go back to, and leaves HTTP connections and Quartz triggers of the old endpoints behind.
 */
final class RouteSwap {

    private final CamelContext context;
    private final Ticks ticks;

    RouteSwap(CamelContext context, Ticks ticks) {
        this.context = context;
        this.ticks = ticks;
    }

    /** Nothing may be under way in the routes. When it fails, no usable routes are left. */
    void to(EditedFiles files) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        context.getRouteController().removeAllRoutes();
        model.removeRouteDefinitions(List.copyOf(model.getRouteDefinitions()));
        model.removeRouteTemplateDefinitions("*");
        for (var configuration : List.copyOf(model.getRouteConfigurationDefinitions())) {
            model.removeRouteConfiguration(configuration);
        }
        context.removeEndpoints("*");
        ticks.forget();
        List<Resource> resources = files.loadable().stream()
                .<Resource>map(file -> new TextResource("file:" + file, files.texts().get(file))).toList();
        PluginHelper.getRoutesLoader(context).updateRoutes(resources);
    }
}
