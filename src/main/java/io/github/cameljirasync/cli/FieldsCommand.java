package io.github.cameljirasync.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists Jira's fields. */
@Command(name = "fields", description = "Lists Jira's fields with id, name and type, to find the one for sync.effort-field.")
final class FieldsCommand extends BundleCommand {

    private static final Set<String> REQUIRED = Set.of(Setting.JIRA_URL.property(), Setting.JIRA_TOKEN.property());
    private static final Set<String> USED = Set.of(Setting.JIRA_URL.property(), Setting.JIRA_API.property(),
            Setting.JIRA_AUTH.property(), Setting.JIRA_EMAIL.property(), Setting.JIRA_TOKEN.property(),
            Setting.JIRA_PACE.property());

    @Parameters(arity = "0..1", paramLabel = "TEXT", defaultValue = "",
            description = "Only fields with this text in their id or name, in capitals or not.")
    private String text;

    FieldsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        try (Bundle bundle = open(Bundle.Part.BEANS)) {
            List<String> problems = bundle.settings().problems(USED, REQUIRED);
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
            Requests requests = new Requests(bundle);
            // a refused token fails here; the list of fields is answered to a stranger too
            requests.jira("GET", "/myself", null);
            JsonNode fields = requests.jira("GET", "/field", null);
            Table table = new Table("ID", "KIND", "TYPE", "NAME");
            StreamSupport.stream(fields.spliterator(), false).filter(this::isWanted)
                    .sorted(Comparator.comparing((JsonNode field) -> name(field).toLowerCase(Locale.ROOT))
                            .thenComparing(field -> field.path("id").asText()))
                    .forEach(field -> table.row(field.path("id").asText(),
                            field.path("custom").asBoolean() ? "custom" : "system", type(field.path("schema")),
                            name(field)));
            if (table.isEmpty()) {
                err().println("Jira shows this account no field with '" + text + "' in its id or name.");
            } else {
                table.print(out(), width());
            }
        }
        return ExitStatus.OK;
    }

    private boolean isWanted(JsonNode field) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return field.path("id").asText().toLowerCase(Locale.ROOT).contains(wanted)
                || name(field).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String name(JsonNode field) {
        return field.path("name").asText();
    }

    private static String type(JsonNode schema) {
        String type = schema.path("type").asText();
        return "array".equals(type) ? "array of " + schema.path("items").asText("?") : type;
    }
}
