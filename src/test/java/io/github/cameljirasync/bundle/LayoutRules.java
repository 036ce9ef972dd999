package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;

/** How a file looks as text. */
final class LayoutRules {

    private static final int MOST_STEPS = 25;
    private static final int MOST_LINES = 220;

    private LayoutRules() {
    }

    static List<Finding> commentsOnTopOnly(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().setParseComments(true).build();
        for (BundleFile file : bundle.files()) {
            int first = file.root().line();
            for (Event event : new Parse(settings).parseString(file.text())) {
                int line = event.getStartMark().orElseThrow().getLine() + 1;
                if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE
                        && line >= first) {
                    findings.add(new Finding(file.name(), line, "comment",
                            "the visual editor drops a comment below the first line of YAML; use a description"));
                }
            }
        }
        return findings;
    }

    static List<Finding> twoSpaces(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            file.root().all().forEach(holder -> holder.children().stream().filter(Yaml::isBlock).forEach(value -> {
                int outer = value.keyNode() == null ? holder.valueColumn() : value.keyColumn();
                if (value.valueColumn() != outer + 2) {
                    String name = value.key() == null ? String.valueOf(holder.key()) : value.key();
                    findings.add(new Finding(file.name(), Yaml.of(value.node()).line(), name,
                            "indent by 2 spaces, not by " + (value.valueColumn() - outer)));
                }
            }));
        }
        return findings;
    }

    static List<Finding> fitsOnAScreen(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            long lines = flowLines(file);
            if (lines > MOST_LINES) {
                findings.add(file.finding(file.root(), file.baseName(),
                        "the flow has " + lines + " lines, more than " + MOST_LINES));
            }
            for (Yaml flow : file.flows()) {
                long steps = BundleFile.eips(flow).stream().filter(Eip::step).count();
                if (steps > MOST_STEPS) {
                    findings.add(file.finding(flow, flow.text("id").isEmpty() ? file.baseName() : flow.text("id"),
                            "has " + steps + " steps, more than " + MOST_STEPS + "; join smaller routes by direct"));
                }
            }
        }
        return findings;
    }

    /** A Kamelet's parameters are its documentation; what has to fit is its template. */
    private static long flowLines(BundleFile file) {
        return file.text().lines().dropWhile(line -> file.text().contains("\nkind: Kamelet\n")
                && !"  template:".equals(line)).count();
    }
}
