package io.github.cameljirasync.http;

/** Whether requests may still be sent; asked at the last moment before each of them. */
@FunctionalInterface
public interface Permit {

    /** The exchange variable that holds the permit of the next request; none is needed where it is absent. */
    String VARIABLE = "jiraSyncPermit";

    /** @throws RuntimeException when no request may be sent any more; it says why */
    void check();
}
