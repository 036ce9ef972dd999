package io.github.cameljirasync.run;

/** Is told about the runs of every sync. Its methods must be quick and must not throw. */
public interface RunListener {

    /** A run has begun; it may be over already. */
    default void begun(Run run) {
    }

    /** A page of a run has been dealt with. */
    default void pageDone(Run run) {
    }

    /** A run has ended. */
    default void ended(Run run) {
    }
}
