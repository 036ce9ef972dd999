package io.github.cameljirasync.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import io.github.cameljirasync.http.ServiceDownException;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.SyncRuns;
import io.github.cameljirasync.run.Targets;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Tells a target that is down from an issue that it can't take. When no connection comes about, or several issues in a
 * row have used up their tries, the run ends and the issue is left for the next one, instead of every issue going into
 * the dead letters. Of several targets only the one that is down is left.
 */
public final class Outage {

    /** Set for an issue that is left for the next run. */
    static final String LEFT = "jiraSyncLeft";

    private final SyncRuns runs;
    private final int mostInARow;

    /** @param mostInARow issues that may use up their tries in a row before the target is taken for down */
    public Outage(SyncRuns runs, int mostInARow) {
        this.runs = runs;
        this.mostInARow = mostInARow;
    }

    /**
     * Decides about an issue that has used up its tries. One that waits in the dead letters already says nothing about the
     * target when it fails again.
     */
    public void judge(Exchange exchange) {
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        String part = exchange.getVariable(Targets.PART, String.class);
        boolean down = isUnreachable(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                || !isRetried(exchange) && run.targets().unhealed(part) > mostInARow;
        if (down) {
            runs.stop(exchange);
        }
        exchange.setVariable(LEFT, !run.isGoingOn() || run.targets().isLeft(part));
    }

    /**
     * Ends the run, as the target has failed too many requests in a row. One issue of each such run becomes a dead letter,
     * so that issues which it can't take do not keep the others from it for ever; not when it was silent, as then it is
     * not there.
     */
    public void end(Exchange exchange) {
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        ServiceDownException down = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ServiceDownException.class);
        runs.stop(exchange);
        boolean tried = exchange.getVariable(BackOff.TRIED, false, Boolean.class);
        exchange.setVariable(LEFT, down.isSilent() || !tried || !run.isFirstOfOutage());
    }

    private static boolean isRetried(Exchange exchange) {
        return exchange.getVariable(Delivered.RETRIED, false, Boolean.class);
    }

    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof ConnectTimeoutException
                    || cause instanceof NoRouteToHostException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
