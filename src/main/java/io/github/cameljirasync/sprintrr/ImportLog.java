package io.github.cameljirasync.sprintrr;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.run.RunListener;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.SyncRuns;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps the history of imports: a job with its counts for each run of the sprintrr sync, audited from its start to its
 * end. A tick of the clock that finds nothing to import is no import.
 */
public final class ImportLog implements RunListener, CamelContextAware, StartupListener {

    /** The name of the sync; runs that are kept apart have names that begin with it and a colon. */
    public static final String SYNC = "sprintrr";

    private static final Logger LOG = LoggerFactory.getLogger(ImportLog.class);

    private final SyncRuns runs;
    private final TaskDatabase database;
    private final Clock clock;
    private final String node;
    private final Map<Run, String> jobs = new ConcurrentHashMap<>();
    private AuditLog audit;
    private ImportJobs history;
    private String project = "";
    private String jiraProject = "";
    private String jql = "";
    private CamelContext camelContext;

    public ImportLog(SyncRuns runs, TaskDatabase database, Clock clock, String node) {
        this.runs = runs;
        this.database = database;
        this.clock = clock;
        this.node = node;
    }

    /** The name under which the runs of an import into a project are kept apart from those of the schedule. */
    public static String name(String project) {
        return SYNC + ':' + project;
    }

    /** The project that got the tasks of runs kept under a name; empty for a name that is not one of imports. */
    public static Optional<String> project(String name) {
        return name.startsWith(SYNC + ':') ? Optional.of(name.substring(SYNC.length() + 1)) : Optional.empty();
    }

    /** @param project the project that gets the tasks */
    public void setProject(String project) {
        this.project = project;
    }

    /** @param jiraProject key of the one Jira project that is read; empty when the filter says it */
    public void setJiraProject(String jiraProject) {
        this.jiraProject = jiraProject;
    }

    /** @param jql which issues are read */
    public void setJql(String jql) {
        this.jql = jql;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // Camel Main creates the beans of a YAML file twice and keeps the later ones
        if (context.getRegistry().findByType(ImportLog.class).contains(this)) {
            audit = new AuditLog(database);
            history = new ImportJobs(database, audit);
            runs.listen(this);
        }
    }

    @Override
    public void begun(Run run) {
        if (isImport(run) && run.isGoingOn()) {
            keep("begin", () -> history.bury(name -> false, clock.instant()));
            if (run.request().apart() != null) {
                begin(run);
            }
        }
    }

    @Override
    public void pageDone(Run run) {
        if (isImport(run)) {
            RunCounts counts = run.counts(clock.instant());
            if (counts.created() + counts.updated() + counts.failed() > 0) {
                begin(run);
            }
            String job = jobs.get(run);
            if (job != null) {
                keep("note the progress of", () -> history.progress(job, counts, clock.instant()));
            }
        }
    }

    @Override
    public void ended(Run run) {
        if (!isImport(run) || run.getId() == 0) {
            return;
        }
        if (run.outcome() != RunOutcome.FINISHED) {
            begin(run);
        }
        String job = jobs.remove(run);
        if (job != null) {
            keep("end", () -> end(run, job));
        }
    }

    private void begin(Run run) {
        if (!jobs.containsKey(run)) {
            keep("begin", () -> {
                jobs.put(run, history.start(project, jiraProject.isEmpty() ? null : jiraProject, jql, node,
                        clock.instant()));
                audit.record(AuditLog.Action.JIRA_IMPORT_STARTED, what());
            });
        }
    }

    private void end(Run run, String job) {
        RunCounts counts = run.counts(clock.instant());
        String came = what() + ": " + ImportJob.counts(counts);
        if (run.outcome() == RunOutcome.FINISHED) {
            history.finish(job, ImportJob.COMPLETED, null, counts, clock.instant());
            audit.record(AuditLog.Action.JIRA_IMPORT_COMPLETED, came);
            audit.imported(project, came);
        } else {
            history.finish(job, ImportJob.FAILED, run.reason(), counts, clock.instant());
            audit.record(AuditLog.Action.JIRA_IMPORT_FAILED, came + ": " + run.reason());
        }
    }

    private String what() {
        return (jiraProject.isEmpty() ? "Jira issues" : "Jira project " + jiraProject) + " into project " + project;
    }

    private static boolean isImport(Run run) {
        return !run.request().preview() && (run.getSync().equals(SYNC) || project(run.getSync()).isPresent());
    }

    /** The history of a database that fails is said by the run itself, which needs the same database. */
    private void keep(String what, Runnable step) {
        try {
            step.run();
        } catch (DataAccessException e) {
            LOG.warn("The history could not {} an import: {}", what, new DatabaseFailures(database).of(e).getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The history could not {} an import: {}", what, e.getMessage());
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        try {
            camelContext.addStartupListener(this);
        } catch (Exception e) {
            throw new IllegalStateException("the imports can't be kept", e);
        }
    }
}
