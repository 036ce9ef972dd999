package io.github.cameljirasync.sandbox.port;

/** A request, or one entity of it, that Port refuses. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    /**
     * @param status  the HTTP status
     * @param error   Port's word for it, such as not_found
     * @param message one sentence
     */
    Refused(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    static Refused invalid(String message) {
        return new Refused(422, "invalid_request", message);
    }

    static Refused noBlueprint(String identifier) {
        return new Refused(404, "not_found", "Blueprint with identifier \"" + identifier + "\" was not found");
    }

    static Refused noEntity(String blueprint, String identifier) {
        return new Refused(404, "not_found", "Entity with identifier \"" + identifier + "\" of blueprint \""
                + blueprint + "\" was not found");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}
