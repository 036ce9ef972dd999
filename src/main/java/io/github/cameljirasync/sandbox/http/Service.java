package io.github.cameljirasync.sandbox.http;

/** What answers the requests to one system. Called on that system's event loop only. */
public interface Service {

    /**
     * Looks at a request when it arrives, before the artificial latency.
     *
     * @return the answer when the request goes no further, else null
     */
    default Answer admit(Call call) {
        return null;
    }

    /** Processes an admitted request and answers it. */
    Answer handle(Call call);

    /** The answer that this system gives with an error status that was switched on as a fault. */
    Answer error(int status);

    /** The system's own error answer with this status and code; a system without codes leaves it out. */
    default Answer error(int status, String code) {
        return error(status);
    }
}
