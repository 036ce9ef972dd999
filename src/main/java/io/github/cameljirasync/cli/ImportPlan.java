package io.github.cameljirasync.cli;

import io.github.cameljirasync.jira.Jql;

/**
 * What an import reads and where it goes.
 *
 * @param jiraProject key of the Jira project; null for those of the filter
 * @param jql         a filter of a person's own; null for the whole project
 * @param project     id of the sprintrr project that gets the tasks
 */
record ImportPlan(String jiraProject, String jql, String project) {

    /** Holds for each issue, so that one which can be found nowhere is gone. */
    private static final String EVERY_ISSUE = "project is not EMPTY";

    /** @throws UsageException with a sentence, when the filter can't be used */
    ImportPlan {
        if (jql != null) {
            Formats.jql(jql).ifPresent(problem -> {
                throw new UsageException("--jql " + problem + '.');
            });
        }
    }

    /** A plan that leaves no issue out. */
    static ImportPlan ofEveryIssue(String project) {
        return new ImportPlan(null, EVERY_ISSUE, project);
    }

    /** The same with another destination. */
    ImportPlan into(String destination) {
        return new ImportPlan(jiraProject, jql, destination);
    }

    /** The issues of the project, of the filter, or of both; in Jira's words. */
    String filter() {
        String own = jql == null ? null : Jql.of(jql).condition();
        if (jiraProject == null) {
            return own;
        }
        return "project = " + Jql.quote(jiraProject) + (own == null ? "" : " AND (" + own + ')');
    }

    /** The options that a person corrects when Jira does not accept the filter. */
    String options() {
        return jql == null ? "--jira-project" : jiraProject == null ? "--jql" : "--jira-project and --jql";
    }
}
