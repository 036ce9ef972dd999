package io.github.cameljirasync.port;

import io.github.cameljirasync.http.TryAgainException;

/** Port does not have, or not yet, what an entity relates to; once that is there the same entity is taken. */
public final class MissingRelationException extends TryAgainException {

    private static final long serialVersionUID = 1L;

    MissingRelationException(String what) {
        super(PortCaller.SYSTEM, what, null);
    }
}
