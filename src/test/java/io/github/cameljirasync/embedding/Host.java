package io.github.cameljirasync.embedding;

import java.nio.file.Path;
import java.util.Properties;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.SandboxSync;
import io.github.cameljirasync.sandbox.Sandbox;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;

/** An application with a plain Camel context and routes of its own, which takes pieces of the bundle in. */
final class Host implements AutoCloseable {

    private static final String ROUTES = "classpath:camel-jira-sync/routes/";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties settings = new Properties();

    Host(String name, Sandbox sandbox, Path stateFile) throws Exception {
        context.getCamelContextExtension().setName(name);
        settings.putAll(SandboxSync.settings(sandbox, stateFile));
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getComponent("quartz", QuartzComponent.class).setAutoStartScheduler(false);
    }

    Host set(String name, String value) {
        settings.setProperty(name, value);
        return this;
    }

    /** Adds routes of the application itself. */
    Host own(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    /** Loads route files of the jar by name. */
    Host take(String... files) throws Exception {
        ResourceLoader loader = PluginHelper.getResourceLoader(context);
        for (String file : files) {
            PluginHelper.getRoutesLoader(context).loadRoutes(loader.resolveResource(ROUTES + file));
        }
        return this;
    }

    /** Loads the beans of the jar. */
    Host takeBeans() throws Exception {
        return take("beans.camel.yaml");
    }

    /** Loads all that the sync of the jar needs. */
    Host takeSync() throws Exception {
        return take("beans.camel.yaml", "error-handling.camel.yaml", "jira-sync-dead-letter.camel.yaml",
                "jira-to-priority-vote.camel.yaml");
    }

    Host start() {
        context.start();
        return this;
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Runs a sync as its tick does. */
    Run run(String sync) throws Exception {
        return SandboxSync.run(context, sync);
    }

    @Override
    public void close() {
        context.stop();
    }
}
