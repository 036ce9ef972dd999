package io.github.cameljirasync.port;

import io.github.cameljirasync.http.TryAgainException;

/** Port takes the access token no longer; with a new one the same request may succeed. */
public final class TokenRefusedException extends TryAgainException {

    private static final long serialVersionUID = 1L;

    TokenRefusedException() {
        super(PortCaller.SYSTEM, "does not take the access token any more", null);
    }
}
