package io.github.cameljirasync.run;

import java.util.Locale;

/** How a run ended. */
public enum RunOutcome {
    /** Everything that Jira showed is at the target or waits in dead letters. */
    FINISHED,
    /** Jira or the target could not be reached, or asked for a long pause; the next run goes on. */
    UNREACHABLE,
    /** A credential was refused; the sync is paused. */
    REFUSED,
    /** Jira does not accept the filter, or another setting is wrong. */
    MISCONFIGURED,
    /** The process was told to stop; the next run goes on. */
    STOPPED,
    /** Another run of this sync is under way, here or in another process. */
    BUSY,
    /** The sync is paused since a credential was refused. */
    PAUSED,
    /** The program itself failed; the next run goes on. */
    FAILED;

    /** The outcome as it stands in the state store and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
