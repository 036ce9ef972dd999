package io.github.cameljirasync.run;

/**
 * What a run is asked to do beyond the ordinary. A tick of the clock asks for nothing; a command puts a request into
 * the exchange variable {@value #VARIABLE}.
 *
 * @param full    read every issue of the filter, not only what changed since the watermark, and reconcile
 * @param preview map and compare, but write nothing anywhere
 * @param limit   how many issues to look at; 0 for all
 * @param byHand  a person asks, so a sync that is paused is tried again
 * @param force   a person wants issues archived however many a reconcile finds gone
 * @param apart   what keeps the run apart from those of the sync itself; null for a run of the sync
 */
public record RunRequest(boolean full, boolean preview, int limit, boolean byHand, boolean force, Apart apart) {

    public static final String VARIABLE = "jiraSyncRequest";

    /**
     * A run with a filter of its own beside those of its sync. It has links, dead letters and a lease of its own, reads the
     * newest change first, moves no watermark and reconciles nothing.
     *
     * @param name        the name under which it is kept
     * @param filterOf    where a person finds the filter, such as an option of a command
     * @param retriesOnly read what waits in its dead letters, and nothing else
     */
    public record Apart(String name, String filterOf, boolean retriesOnly) {
    }

    /** A request for a run of the sync itself. */
    public RunRequest(boolean full, boolean preview, int limit, boolean byHand, boolean force) {
        this(full, preview, limit, byHand, force, null);
    }

    /** A request that minds the guard against mass removal. */
    public RunRequest(boolean full, boolean preview, int limit, boolean byHand) {
        this(full, preview, limit, byHand, false);
    }

    /**
     * What a person asks for who wants the issues of a filter that changed last.
     *
     * @param limit how many; 0 for all
     */
    public static RunRequest newest(String apart, String filterOf, int limit, boolean preview) {
        return new RunRequest(false, preview, limit, true, false, new Apart(apart, filterOf, false));
    }

    /** What a person asks for who wants that tried again which failed in runs kept apart under a name. */
    public static RunRequest retries(String apart) {
        return new RunRequest(false, false, 0, true, false, new Apart(apart, "dead letters", true));
    }

    /** What the clock asks for. */
    public static RunRequest tick() {
        return new RunRequest(false, false, 0, false);
    }

    /** Whether the filter is that of this one run, so that what is outside of it is not gone. */
    public boolean hasFilterOfItsOwn() {
        return apart != null && !apart.retriesOnly();
    }

    /** Whether nothing is read but what waits in the dead letters. */
    public boolean isRetriesOnly() {
        return apart != null && apart.retriesOnly();
    }
}
