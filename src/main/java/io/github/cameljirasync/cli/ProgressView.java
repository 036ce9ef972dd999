package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bar with rate and time left for each run, for a person at a terminal. Its length is Jira's own estimate, which
 * costs a request that nobody else makes.
 */
final class ProgressView implements RunListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressView.class);
    private static final int MILLIS = 200;
    private static final int WIDTH = 100;

    private final Bundle bundle;
    private final PrintWriter terminal;
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "jira-sync-progress");
        thread.setDaemon(true);
        return thread;
    });
    private ProgressBar bar;
    private Run shown;
    private boolean asked;

    private ProgressView(Bundle bundle, PrintWriter terminal) {
        this.bundle = bundle;
        this.terminal = terminal;
    }

    /** The view of a bundle's runs; one that shows nothing unless a person watches. */
    static ProgressView of(Bundle bundle, Shell shell, boolean quiet) {
        ProgressView view = new ProgressView(bundle, shell.err());
        if (shell.interactive() && !quiet) {
            bundle.runs().listen(view);
            view.clockwork.scheduleAtFixedRate(view::update, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        }
        return view;
    }

    @Override
    public synchronized void begun(Run run) {
        if (run.isGoingOn()) {
            shown = run;
            asked = false;
            bar = new ProgressBarBuilder().setTaskName(run.getSync()).setInitialMax(-1).setUpdateIntervalMillis(MILLIS)
                    .setUnit(" issues", 1).showSpeed().setConsumer(new Line(terminal)).build();
        }
    }

    @Override
    public synchronized void pageDone(Run run) {
        if (run == shown && !asked && run.jql() != null) {
            asked = true;
            clockwork.execute(() -> expect(run));
        }
    }

    private void expect(Run run) {
        try {
            run.expect(new IssueCount(new Requests(bundle, run.requests())).of(run.jql()));
        } catch (RuntimeException e) {
            LOG.debug("The progress bar has no end, as Jira does not tell how many issues there are", e);
        }
    }

    private synchronized void update() {
        if (bar != null) {
            long done = shown.counts(Instant.now()).done();
            if (shown.expected() >= 0) {
                bar.maxHint(Math.max(shown.expected(), done));
            }
            bar.stepTo(done);
        }
    }

    @Override
    public synchronized void ended(Run run) {
        if (run == shown && bar != null) {
            update();
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        clockwork.shutdownNow();
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** The line of the terminal that is written again and again. */
    private record Line(PrintWriter terminal) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            terminal.print('\r' + rendered);
            terminal.flush();
        }

        @Override
        public void close() {
            terminal.println();
        }
    }
}
