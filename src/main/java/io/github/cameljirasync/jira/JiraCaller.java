package io.github.cameljirasync.jira;

import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestMeters;

/**
 * Whose credential a request to Jira carries: an API token with its e-mail as Basic, or a personal access token as
 * Bearer. Without a choice, what is usual with the API: Basic on Cloud, Bearer on Data Center.
 */
public final class JiraCaller extends Caller {

    /** Requests that Jira is asked at once at the most: a mirror is a guest on a shared tenant. */
    private static final int AT_ONCE = 3;

    private String api = "cloud";
    private String auth = "";
    private String email = "";

    public JiraCaller(RateGates gates, RequestMeters meters) {
        super(gates, meters);
        setSystem(JIRA);
        setAtOnce(AT_ONCE);
    }

    /** @param api {@code cloud} or {@code datacenter} */
    public void setApi(String api) {
        this.api = api;
        choose();
    }

    /** @param auth {@code basic}, {@code bearer} or {@code oauth} (a bearer token); empty for the usual */
    public void setAuth(String auth) {
        this.auth = auth;
        choose();
    }

    /** @param email the account of the API token; not used with a bearer token */
    public void setEmail(String email) {
        this.email = email;
        choose();
    }

    private void choose() {
        boolean basic = auth.isEmpty() ? !"datacenter".equals(api) : "basic".equals(auth);
        setUser(basic ? email : null);
    }
}
