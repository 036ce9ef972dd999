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
 * @param apart   the name under which the run is kept apart from those of the sync itself; such a run reads the newest
 *                change first, moves no watermark and reconciles nothing; null for a run of the sync
 */
public record RunRequest(boolean full, boolean preview, int limit, boolean byHand, boolean force, String apart) {

    public static final String VARIABLE = "jiraSyncRequest";

    /** A request for a run of the sync itself. */
    public RunRequest(boolean full, boolean preview, int limit, boolean byHand, boolean force) {
        this(full, preview, limit, byHand, force, null);
    }

    /** A request that minds the guard against mass removal. */
    public RunRequest(boolean full, boolean preview, int limit, boolean byHand) {
        this(full, preview, limit, byHand, false);
    }

    /**
     * What a person asks for who wants the issues that changed last.
     *
     * @param limit how many; 0 for all
     */
    public static RunRequest newest(String apart, int limit, boolean preview) {
        return new RunRequest(false, preview, limit, true, false, apart);
    }

    /** What the clock asks for. */
    public static RunRequest tick() {
        return new RunRequest(false, false, 0, false);
    }
}
