package io.github.cameljirasync.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceSupport;

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
                .<Resource>map(file -> new Text(file, files.texts().get(file))).toList();
        PluginHelper.getRoutesLoader(context).updateRoutes(resources);
    }

    /** A file's text as it was read, whatever stands on the disk by now. */
    private static final class Text extends ResourceSupport {

        private final String text;

        Text(Path file, String text) {
            super("file", "file:" + file);
            this.text = text;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
