package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.List;

import io.github.cameljirasync.cli.RouteFiles;

/** Whether Camel, its schema and the class path know what a file says. */
final class ModelRules {

    private ModelRules() {
    }

    static List<Finding> acceptedByTheProduct(Bundle bundle) {
        RouteFiles files = new RouteFiles();
        return bundle.sources().stream().flatMap(source -> files.check(source).stream())
                .map(problem -> new Finding(
                        problem.file().replace('\\', '/'), problem.line(), "column " + problem.column(), problem.message()))
                .toList();
    }

    static List<Finding> validAgainstTheSchema(Bundle bundle) {
        CamelSchema schema = new CamelSchema();
        return bundle.files().stream().flatMap(file -> schema.check(file).stream()).toList();
    }

    static List<Finding> beanClassesExist(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            for (Yaml bean : file.beans()) {
                String type = bean.text("type").replaceFirst("^#class:", "");
                if (!bean.has("script") && !type.contains("{{") && !exists(type)) {
                    findings.add(file.finding(bean.get("type").orElse(bean), bean.text("name"),
                            "there is no class " + type));
                }
            }
        }
        return findings;
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ModelRules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
