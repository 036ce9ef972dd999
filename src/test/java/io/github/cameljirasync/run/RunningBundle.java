package io.github.cameljirasync.run;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;

import io.github.cameljirasync.sandbox.Sandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The bundle as the standalone program starts it, against a sandbox; its clock does not tick, its runs are asked for. */
final class RunningBundle implements AutoCloseable {

    private final Main main = new Main();
    private final Properties settings = new Properties();
    private String routes = "classpath:camel-jira-sync/routes/*.camel.yaml";

    RunningBundle(Sandbox sandbox, Path folder) {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setPropertyPlaceholderLocations("classpath:camel-jira-sync/standalone.properties");
        settings.putAll(SandboxSync.settings(sandbox, folder.resolve("state.db")));
    }

    RunningBundle set(String name, String value) {
        settings.setProperty(name, value);
        return this;
    }

    /** Adds route files to those of the bundle. */
    RunningBundle routes(Path file) {
        routes += ",file:" + file;
        return this;
    }

    RunningBundle start() {
        set("camel.main.routes-include-pattern", routes);
        main.setOverrideProperties(settings);
        main.start();
        return this;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** Runs a sync as its tick does. */
    Run run(String sync) throws Exception {
        return SandboxSync.run(context(), sync);
    }

    @Override
    public void close() {
        main.stop();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
