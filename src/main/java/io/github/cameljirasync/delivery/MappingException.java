package io.github.cameljirasync.delivery;

/** The mapping of a sync does not make a payload of an issue. */
public final class MappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }
}
