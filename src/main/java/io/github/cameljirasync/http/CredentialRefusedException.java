package io.github.cameljirasync.http;

/** A remote system refused the credential (401 or 403); the run stops and nothing is tried again by itself. */
public final class CredentialRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String system;

    public CredentialRefusedException(String system, int status, Problem problem) {
        super("%s refused the credential with %d%s".formatted(system, status, problem.inBrackets()));
        this.system = system;
    }

    /** Name of the system that refused. */
    public String system() {
        return system;
    }
}
