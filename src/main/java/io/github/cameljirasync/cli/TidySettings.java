package io.github.cameljirasync.cli;

import java.util.HashSet;
import java.util.Set;

import org.apache.camel.component.properties.PropertiesComponent;

/** Gives to the beans in one way what people may write in several. */
final class TidySettings {

    private final Set<String> tidied = new HashSet<>();

    /** Called again when the values have changed. */
    void apply(PropertiesComponent properties) {
        Settings settings = new Settings(properties);
        tidied.forEach(name -> properties.getOverrideProperties().remove(name));
        tidied.clear();
        for (Setting setting : Setting.values()) {
            settings.given(setting.property()).filter(value -> !value.equals(setting.tidy(value))).ifPresent(value -> {
                properties.addOverrideProperty(setting.property(), setting.tidy(value));
                tidied.add(setting.property());
            });
        }
    }
}
