package io.github.cameljirasync.http;

/** A remote system rejected this one request for what it contains; sending it again would not help. */
public final class RequestRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Problem problem;

    public RequestRejectedException(String system, int status, Problem problem) {
        super("%s rejected the request with %d%s".formatted(system, status, problem.inBrackets()));
        this.status = status;
        this.problem = problem;
    }

    /**
     * For a system that speaks no HTTP.
     *
     * @param sentence what was rejected and why, without the full stop
     */
    public RequestRejectedException(String sentence, Problem problem) {
        super(sentence);
        this.status = 0;
        this.problem = problem;
    }

    /** The HTTP status; 0 when the system speaks no HTTP. */
    public int getStatus() {
        return status;
    }

    /** The service's own name of the error; empty when it gave none. */
    public String getCode() {
        return problem.code();
    }

    public Problem problem() {
        return problem;
    }
}
