package io.github.cameljirasync.http;

/** A remote system has failed so many requests in a row that it gets no more of them from this run. */
public final class ServiceDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean silent;

    /** @param what what became of the last request, in a sentence that names the system */
    ServiceDownException(String what, int failures, boolean silent) {
        super(what + "; that was failure number " + failures + " in a row, so it gets no more requests until the next run");
        this.silent = silent;
    }

    /** Whether none of the requests got any answer, so that no issue can be the reason. */
    public boolean isSilent() {
        return silent;
    }
}
