package io.github.cameljirasync.jira;

import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestMeters;

/** Makes the bean that holds Jira's credential and pace. */
public final class JiraCaller {

    /** Requests that Jira is asked at once at the most, by courtesy to a shared tenant. */
    private static final int AT_ONCE = 3;

    private JiraCaller() {
    }

    /**
     * @param api   {@code cloud} or {@code datacenter}
     * @param auth  {@code basic} or {@code bearer}; empty for what is usual with the API: an API token is sent as Basic
     *              to Cloud, a personal access token as Bearer to Data Center
     * @param email account of the API token; empty with {@code bearer}
     */
    public static Caller create(RateGates gates, RequestMeters meters, String api, String auth, String email,
            String token, double requestsPerSecond) {
        String scheme = !auth.isEmpty() ? auth : "datacenter".equals(api) ? "bearer" : "basic";
        return new Caller(gates, meters, Caller.JIRA, "basic".equals(scheme) ? "basic" : "bearer", email, token,
                requestsPerSecond, AT_ONCE);
    }
}
