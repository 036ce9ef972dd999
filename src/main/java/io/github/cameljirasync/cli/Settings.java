package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.camel.spi.PropertiesComponent;

/** The values of the settings, from wherever Camel has its properties. */
final class Settings {

    private final PropertiesComponent properties;

    Settings(PropertiesComponent properties) {
        this.properties = properties;
    }

    /** The value of a setting, or its default; empty when it has neither. */
    Optional<String> find(Setting setting) {
        return given(setting.property()).or(() -> Optional.ofNullable(setting.defaultValue()));
    }

    /** The value of a setting that was found to be there, or its default; "" when it has neither. */
    String get(Setting setting) {
        return find(setting).orElse("");
    }

    /** What the user set; empty for nothing and for blank. */
    Optional<String> given(String property) {
        return properties.resolveProperty(property).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Whether the e-mail is a part of Jira's credential. */
    boolean isBasic() {
        return "basic".equals(find(Setting.JIRA_AUTH)
                .orElse("datacenter".equals(get(Setting.JIRA_API)) ? "bearer" : "basic"));
    }

    /**
     * Checks the settings that something needs.
     *
     * @param used     properties that are read
     * @param required those of them that must be there
     * @return a sentence for each that is missing or unusable
     */
    List<String> problems(Set<String> used, Set<String> required) {
        List<String> problems = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (used.contains(setting.property())) {
                problem(setting, isRequired(setting, used, required)).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private boolean isRequired(Setting setting, Set<String> used, Set<String> required) {
        return required.contains(setting.property())
                || setting == Setting.JIRA_EMAIL && used.contains(Setting.JIRA_TOKEN.property()) && isBasic();
    }

    private Optional<String> problem(Setting setting, boolean required) {
        Optional<String> value;
        try {
            value = given(setting.property());
        } catch (IllegalArgumentException e) {
            return Optional.of("Setting %s can't be read: %s.".formatted(setting.property(), e.getMessage()));
        }
        if (value.isEmpty()) {
            return required ? Optional.of(setting.missing()) : Optional.empty();
        }
        return setting.problem(value.get());
    }

    /** Whether nobody has given a property a value, not even one that can't be read. */
    boolean isUnset(String property) {
        try {
            return given(property).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a property has a value that can be read. */
    boolean isThere(String property) {
        try {
            return given(property).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
