package io.github.cameljirasync.delivery;

import io.github.cameljirasync.http.TryAgainException;

/** The target does not have, or not yet, what this thing relates to; once that is there the same thing is taken. */
public final class MissingRelationException extends TryAgainException {

    private static final long serialVersionUID = 1L;

    /** @param what what the system says, in a sentence that goes on after its name */
    public MissingRelationException(String system, String what) {
        super(system, what, null);
    }
}
