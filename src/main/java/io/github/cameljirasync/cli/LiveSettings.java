package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.camel.component.properties.PropertiesComponent;

/** The settings that the routes of a running bundle were made with, and what they would be made with now. */
final class LiveSettings {

    private final PropertiesComponent properties;
    private final Settings settings;
    private final TidySettings tidy;
    private final RouteFolder folder;
    private final Path file;
    private String text;
    private Map<String, String> inEffect;

    /** @param folder where the program was started */
    LiveSettings(Bundle bundle, Path folder) throws IOException {
        this.properties = (PropertiesComponent) bundle.context().getPropertiesComponent();
        this.settings = bundle.settings();
        this.tidy = bundle.tidySettings();
        this.folder = RouteFolder.of(folder);
        this.file = folder.resolve(BundleCommand.SETTINGS);
        this.text = text();
        this.inEffect = values();
    }

    /** Reads the file again when it has been saved; true when it has. */
    boolean isEdited() throws IOException {
        String now = text();
        if (now.equals(text)) {
            return false;
        }
        text = now;
        properties.reloadProperties("file:*");
        tidy.apply(properties);
        return true;
    }

    /** The names of what the routes read and what has another value than when they were made. */
    List<String> changed() {
        return changed(false);
    }

    /** The names of what the beans were made with and what has another value now; beans are made at the start. */
    List<String> changedForBeans() {
        return changed(true);
    }

    private List<String> changed(boolean forBeans) {
        Set<String> used = folder.syncFiles(settings).used(forBeans);
        Map<String, String> now = values();
        return now.keySet().stream().filter(used::contains)
                .filter(name -> !now.get(name).equals(inEffect.getOrDefault(name, ""))).toList();
    }

    /** Why the present values can't be used; empty when they can. */
    List<String> problems() {
        SyncFiles files = folder.syncFiles(settings);
        List<String> problems = new ArrayList<>(folder.unknownSettings(files).in(file));
        problems.addAll(StartChecks.problems(settings, files));
        return problems;
    }

    /** The routes have been made with the present values. */
    void taken() {
        inEffect = values();
    }

    private String text() throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (String name : folder.syncFiles(settings).used()) {
            values.put(name, settings.isThere(name) ? settings.given(name).orElseThrow() : "");
        }
        return values;
    }
}
