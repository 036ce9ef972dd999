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
 */
public record RunRequest(boolean full, boolean preview, int limit, boolean byHand, boolean force) {

    public static final String VARIABLE = "jiraSyncRequest";

    /** A request that minds the guard against mass removal. */
    public RunRequest(boolean full, boolean preview, int limit, boolean byHand) {
        this(full, preview, limit, byHand, false);
    }

    /** What the clock asks for. */
    public static RunRequest tick() {
        return new RunRequest(false, false, 0, false);
    }
}
