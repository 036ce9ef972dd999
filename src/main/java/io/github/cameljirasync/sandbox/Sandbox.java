package io.github.cameljirasync.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.cameljirasync.sandbox.http.Faults;
import io.github.cameljirasync.sandbox.http.LoopbackServer;
import io.github.cameljirasync.sandbox.http.LoopbackServers;
import io.github.cameljirasync.sandbox.http.Referee;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.http.RequestLog;
import io.github.cameljirasync.sandbox.http.Service;
import io.github.cameljirasync.sandbox.jira.Account;
import io.github.cameljirasync.sandbox.jira.FieldCatalog;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.sandbox.jira.IssueStore;
import io.github.cameljirasync.sandbox.jira.JiraApi;
import io.github.cameljirasync.sandbox.jira.JiraCredentials;
import io.github.cameljirasync.sandbox.jira.JiraSetup;
import io.github.cameljirasync.sandbox.jira.Person;
import io.github.cameljirasync.sandbox.jira.SearchQuirks;
import io.github.cameljirasync.sandbox.port.EntityStore;
import io.github.cameljirasync.sandbox.port.Port;
import io.github.cameljirasync.sandbox.priorityvote.InitiativeStore;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessTokens;
import io.github.cameljirasync.sandbox.priorityvote.VoteApi;

/**
 * Jira, Priority.vote and Port on loopback ports of this process: a Jira without projects, one empty backlog and a
 * catalogue without blueprints. All methods may be called from any thread.
 */
public final class Sandbox implements AutoCloseable {

    private static final String EMAIL = "sync@example.com";
    private static final String JIRA_TOKEN = "sandbox-jira-token-0001";
    private static final String JIRA_ACCESS_TOKEN = "sandbox-jira-access-token-0001";
    private static final String PAT = "pv_pat_sandbox_0001";
    private static final String BACKLOG = "7001";

    private final LoopbackServers servers = new LoopbackServers();
    private final SandboxOptions options;
    private final IssueStore issues;
    private final InitiativeStore initiatives;
    private final Port port;
    private final JiraCredentials jiraCredentials;
    private final PersonalAccessTokens priorityVoteTokens = new PersonalAccessTokens();
    private final SearchQuirks searchQuirks;
    private final Faults faults;
    private final Referee referee;
    private final RequestLog requests;
    private final LoopbackServer jira;
    private final LoopbackServer priorityVote;
    private final LoopbackServer portServer;

    private Sandbox(SandboxOptions options) {
        this.options = options;
        this.issues = new IssueStore(options.clock());
        this.initiatives = new InitiativeStore(options.clock());
        this.initiatives.addBacklog(BACKLOG, "Product backlog");
        this.issues.directory().add(account(options).person());
        this.port = new Port(options.port(), options.clock());
        this.jiraCredentials = new JiraCredentials(options.flavour(), EMAIL, JIRA_TOKEN, JIRA_ACCESS_TOKEN);
        this.priorityVoteTokens.issue(new PersonalAccessToken(PAT, "jira-sync", Set.of(PersonalAccessToken.WRITE),
                Set.of(BACKLOG)));
        this.searchQuirks = new SearchQuirks(options.seed());
        this.faults = new Faults(options.seed());
        this.referee = new Referee(options.clock(), options.watchedRates());
        this.requests = new RequestLog(referee, options.remembered());
        AdminApi admin = new AdminApi(this);
        JiraApi jiraApi = new JiraApi(new JiraSetup(options.flavour(), issues, new FieldCatalog(), searchQuirks,
                jiraCredentials, account(options), options.clock(), this::jiraUrl, options.pageCap(),
                options.scanCap()));
        VoteApi voteApi = new VoteApi(initiatives, priorityVoteTokens, options.behaviour(),
                options.priorityVoteRate());
        this.jira = new LoopbackServer(RemoteSystem.JIRA, jiraApi, admin::answer, faults, requests, options.clock(),
                call -> JiraApi.isPage(call) ? options.jiraLatencyMillis() : 0, options.jiraPort());
        this.priorityVote = new LoopbackServer(RemoteSystem.PRIORITY_VOTE, voteApi, admin::answer, faults, requests,
                options.clock(), call -> call.isWrite() ? options.writeLatencyMillis() : 0,
                options.priorityVotePort());
        Service portApi = port.api(options.remembered() > 0 ? referee::blame : (call, what) -> { });
        this.portServer = new LoopbackServer(RemoteSystem.PORT, portApi, admin::answer, faults, requests,
                options.clock(), call -> options.portLatencyMillis(), options.portPort());
    }

    private static Account account(SandboxOptions options) {
        return new Account(new Person("712020:5c0d1e7a-sync", "sync", "Sync Robot", EMAIL), options.accountZone());
    }

    /** Starts on free ports with all defaults. */
    public static Sandbox start() {
        return start(new SandboxOptions());
    }

    /**
     * Starts all systems; they listen when this returns.
     *
     * @throws IllegalStateException when a port is taken
     */
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = new Sandbox(options);
        sandbox.servers.start(sandbox.jira, sandbox.priorityVote, sandbox.portServer);
        return sandbox;
    }

    /** Base URL of Jira, without a slash at its end. */
    public String jiraUrl() {
        return "http://127.0.0.1:" + jira.port();
    }

    /** Base URL of Priority.vote's API, "/api/v1" included. */
    public String priorityVoteUrl() {
        return "http://127.0.0.1:" + priorityVote.port() + "/api/v1";
    }

    /** A web page that shows the backlog and reloads itself. */
    public String backlogPageUrl() {
        return "http://127.0.0.1:" + priorityVote.port() + LoopbackServer.ADMIN_PREFIX + "/initiatives";
    }

    /** Base URL of Port, without "/v1" and without a slash at its end. */
    public String portUrl() {
        return "http://127.0.0.1:" + portServer.port();
    }

    /** A web page that shows Port's catalogue and reloads itself. */
    public String catalogPageUrl() {
        return portUrl() + LoopbackServer.ADMIN_PREFIX + "/entities";
    }

    /** E-mail (on Data Center: user name) of the Jira account. */
    public String email() {
        return EMAIL;
    }

    /** What stands for jira.token at the start: the API token on Cloud, the personal access token on Data Center. */
    public String jiraToken() {
        return options.flavour() == Flavour.CLOUD ? JIRA_TOKEN : JIRA_ACCESS_TOKEN;
    }

    /** The Priority.vote token at the start; its name in the logbook is jira-sync. */
    public String pat() {
        return PAT;
    }

    /** Id of the backlog that exists at the start. */
    public String backlogId() {
        return BACKLOG;
    }

    /** The settings with which the sync reaches this sandbox, by the name of the environment variable. */
    public Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("JIRA_URL", jiraUrl());
        all.put("JIRA_API", options.flavour() == Flavour.CLOUD ? "cloud" : "datacenter");
        all.put("JIRA_EMAIL", EMAIL);
        all.put("JIRA_TOKEN", jiraToken());
        all.put("JIRA_JQL", "project = " + DemoData.PROJECT);
        all.put("PRIORITY_VOTE_URL", priorityVoteUrl());
        all.put("PRIORITY_VOTE_PAT", PAT);
        all.put("PRIORITY_VOTE_BACKLOG_ID", BACKLOG);
        all.put("PORT_URL", portUrl());
        all.put("PORT_CLIENT_ID", port.tokens().clientId());
        all.put("PORT_CLIENT_SECRET", port.tokens().clientSecret());
        all.put("JIRA_ORGANIZATION_ID", DemoData.ORGANIZATION);
        return all;
    }

    /** Jira's issues. */
    public IssueStore issues() {
        return issues;
    }

    /** Priority.vote's initiatives and logbook. */
    public InitiativeStore initiatives() {
        return initiatives;
    }

    /** Port's catalogue with its blueprints, tokens, refusals and counters. */
    public Port port() {
        return port;
    }

    /** Port's entities. */
    public EntityStore portEntities() {
        return port.entities();
    }

    /** Replaces and revokes what Jira accepts. */
    public JiraCredentials jiraCredentials() {
        return jiraCredentials;
    }

    /** Issues and revokes Priority.vote tokens. */
    public PersonalAccessTokens priorityVoteTokens() {
        return priorityVoteTokens;
    }

    /** Odd pages of the Cloud search. */
    public SearchQuirks searchQuirks() {
        return searchQuirks;
    }

    /** What goes wrong on the wire. */
    public Faults faults() {
        return faults;
    }

    /** What was received. */
    public RequestLog requests() {
        return requests;
    }

    /** Who judges the requests; its violations can be cleared. */
    public Referee referee() {
        return referee;
    }

    /** One sentence per broken rule; empty for a client with good manners. */
    public List<String> violations() {
        return referee.violations();
    }

    /** Stops all systems. */
    @Override
    public void close() {
        servers.close();
    }
}
