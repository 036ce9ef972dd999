package io.github.cameljirasync.run;

/** Another process runs the sync now, so this one must neither send nor remember anything more for it. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String sync) {
        super("another process has taken over sync '" + sync + "' while this one stood still; nothing is lost, it goes on there");
    }
}
