package io.github.cameljirasync.cli;

/** The exit statuses of every command; scripts rely on their numbers. */
final class ExitStatus {

    /** All went well. */
    static final int OK = 0;
    /** Finished, and some issues are in dead letters. */
    static final int DEAD_LETTERS = 1;
    /** A setting, an option, a route or a mapping is wrong. */
    static final int MISCONFIGURED = 2;
    /** A credential was refused. */
    static final int REFUSED = 3;
    /** Jira, the target or the state store could not be reached; nothing is lost, the next run goes on. */
    static final int UNREACHABLE = 4;

    private ExitStatus() {
    }
}
