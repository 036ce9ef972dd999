package io.github.cameljirasync.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

import org.apache.camel.spi.PropertiesComponent;

/** Whether the port for health and metrics can be opened; Camel's server only logs a stack trace when it can't. */
final class ManagementPort {

    private ManagementPort() {
    }

    /** @throws SettingsException when management is on and its port is no port or is taken */
    static void check(PropertiesComponent settings) {
        if (!Boolean.parseBoolean(settings.resolveProperty("management.enabled").orElse("false"))) {
            return;
        }
        String host = settings.resolveProperty("management.host").orElse("127.0.0.1");
        String port = settings.resolveProperty("management.port").orElse("9876");
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, Integer.parseInt(port)));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(List.of("The port " + port + " on " + host + " for health and metrics can't be"
                    + " opened (" + e.getMessage() + "); choose another with the setting management.port, for example"
                    + " 9877, or set management.enabled to false."));
        }
    }
}
