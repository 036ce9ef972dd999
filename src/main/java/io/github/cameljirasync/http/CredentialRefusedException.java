package io.github.cameljirasync.http;

/** A remote system refused the credential (401 or 403); the run stops and nothing is tried again by itself. */
public final class CredentialRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String system;
    private final String fingerprint;

    public CredentialRefusedException(String system, String fingerprint, int status, Problem problem) {
        super("%s refused the credential with %d%s".formatted(system, status, problem.inBrackets()));
        this.system = system;
        this.fingerprint = fingerprint;
    }

    /** Tells the refused credential from another one without revealing it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Name of the system that refused. */
    public String system() {
        return system;
    }
}
