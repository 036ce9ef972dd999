package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields an answer holds, in catalogue order, and what it holds beside them.
 *
 * @param fields   the fields inside "fields"
 * @param identity whether key and self are given beside the id (jira-facts 1.5)
 * @param expand   such as names, renderedFields or changelog
 */
record FieldSelection(List<FieldCatalog.Field> fields, boolean identity, Set<String> expand) {

    /** The same with what {@code expand} adds; each element may be a comma-separated list. */
    FieldSelection expanded(Collection<String> lists) {
        Set<String> all = new LinkedHashSet<>();
        lists.forEach(list -> Arrays.stream(list.split(",")).map(String::strip).forEach(all::add));
        return new FieldSelection(fields, identity, all);
    }

    /**
     * Reads what a client asks for.
     *
     * @param asked    names, "*all", "*navigable" or "-name"; each may be a comma-separated list; empty for none
     * @param standard what stands for an empty list: "id", "*navigable" or "*all"
     */
    static FieldSelection of(FieldCatalog catalog, List<String> asked, String standard) {
        List<String> names = new ArrayList<>();
        for (String one : asked) {
            for (String name : one.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.trim());
                }
            }
        }
        if (names.isEmpty()) {
            names.add(standard);
        } else if (names.stream().allMatch(name -> name.startsWith("-"))) {
            names.add(0, standard.equals("id") ? "*navigable" : standard);
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals("*all") || name.equals("*navigable")) {
                catalog.all().stream().filter(field -> name.equals("*all") || field.navigable())
                        .forEach(field -> chosen.add(field.id()));
            } else if (name.startsWith("-")) {
                chosen.remove(name.substring(1));
            } else {
                chosen.add(name);
            }
        }
        boolean identity = !chosen.equals(Set.of("id"));
        return new FieldSelection(catalog.all().stream().filter(field -> chosen.contains(field.id())).toList(),
                identity, Set.of());
    }
}
