package io.github.cameljirasync.cli;

import java.util.Map;

import org.apache.camel.Ordered;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/** Every property from the environment variable of its name in capitals, before any file. */
final class Environment implements PropertiesSource, Ordered {

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Lets a context look at these variables and no others. */
    static void use(Map<String, String> variables, PropertiesComponent properties) {
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.addPropertiesSource(new Environment(variables));
    }

    @Override
    public String getName() {
        return "environment";
    }

    @Override
    public String getProperty(String name) {
        String value = variables.get(Setting.variable(name));
        // an empty variable is how compose files and CI write "not set"
        return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
