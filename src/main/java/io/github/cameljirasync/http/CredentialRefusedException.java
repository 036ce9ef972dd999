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

    /**
     * For a system that speaks no HTTP.
     *
     * @param sentence what was refused and why, without the full stop
     */
    public CredentialRefusedException(String system, String sentence) {
        super(sentence);
        this.system = system;
        this.fingerprint = null;
    }

    /** Tells the refused credential from another one without revealing it; null when nothing does. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Name of the system that refused. */
    public String system() {
        return system;
    }
}
