package io.github.cameljirasync.sandbox.jira;

import java.util.Locale;

import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Service;

/** Jira's REST API: looks who asks and hands each path to its endpoint. */
public final class JiraApi implements Service {

    private final Flavour flavour;
    private final JiraCredentials credentials;
    private final CloudSearch cloudSearch;
    private final ServerSearch serverSearch;
    private final IssueEndpoints issues;
    private final SiteEndpoints site;
    private final PeopleEndpoints people;

    /** @param setup what this Jira is made of */
    public JiraApi(JiraSetup setup) {
        FieldCatalog catalog = setup.catalog();
        SiteRenderer siteRenderer = new SiteRenderer(setup.store(), setup.flavour(), setup.account(), setup.baseUrl());
        IssueRenderer renderer = new IssueRenderer(setup.store(), siteRenderer, setup.flavour(), setup.account(),
                setup.baseUrl());
        QueryEngine engine = new QueryEngine(setup.store(), catalog, setup.flavour(), setup.account(), setup.clock());
        this.flavour = setup.flavour();
        this.credentials = setup.credentials();
        this.cloudSearch = new CloudSearch(engine, renderer, catalog, setup.quirks(), setup.pageCap(),
                setup.scanCap());
        this.serverSearch = new ServerSearch(engine, renderer, catalog, setup.pageCap());
        this.issues = new IssueEndpoints(setup.store(), renderer, catalog);
        this.site = new SiteEndpoints(setup.store(), catalog, renderer, siteRenderer, engine, setup.flavour(),
                setup.account(), setup.clock(), setup.baseUrl());
        this.people = new PeopleEndpoints(setup.store().directory(), siteRenderer);
    }

    /** True for the requests that answer a page of issues. */
    public static boolean isPage(Call call) {
        return call.path().endsWith("/search/jql") || call.path().endsWith("/search")
                || call.path().endsWith("/issue/bulkfetch");
    }

    @Override
    public Answer handle(Call call) {
        JiraCredentials.Visitor visitor = credentials.visitor(call);
        if (visitor.refusal() != null) {
            return visitor.refusal();
        }
        Answer answer = route(call, visitor.known());
        return visitor.failed() ? answer.with(JiraCredentials.LOGIN_REASON, "AUTHENTICATED_FAILED") : answer;
    }

    @Override
    public Answer error(int status) {
        return JiraErrors.ofStatus(flavour, status);
    }

    private Answer route(Call call, boolean known) {
        if (flavour == Flavour.CLOUD && call.path().startsWith(PeopleEndpoints.TEAMS)) {
            return people.teams(call, known);
        }
        String[] segments = call.path().substring(1).split("/", 4);
        if (segments.length < 4 || !segments[0].equals("rest") || !segments[1].equals("api")) {
            return JiraErrors.noSuchPath(call.path());
        }
        String version = segments[2].equals("latest") ? flavour == Flavour.CLOUD ? "3" : "2" : segments[2];
        if (!version.equals("2") && !(version.equals("3") && flavour == Flavour.CLOUD)) {
            return JiraErrors.noSuchPath(call.path());
        }
        String type = call.header("Content-Type");
        if (call.method().equals("POST")
                && (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json"))) {
            return JiraErrors.mediaType(type);
        }
        String route = call.method() + " " + segments[3];
        Answer common = switch (route) {
            case "GET myself" -> site.myself(known, version);
            case "GET serverInfo" -> site.serverInfo();
            case "GET field" -> site.fields();
            case "GET project" -> site.allProjects(known, version);
            case "GET search", "POST search" -> flavour == Flavour.CLOUD ? JiraErrors.removed()
                    : serverSearch.search(call, known);
            default -> null;
        };
        if (common == null && flavour == Flavour.CLOUD) {
            common = cloud(call, known, version, route);
        }
        if (common == null && route.startsWith("GET issue/") && segments[3].indexOf('/', 6) < 0) {
            common = issues.one(call, known, version, segments[3].substring(6));
        }
        return common == null ? JiraErrors.noSuchPath(call.path()) : common;
    }

    private Answer cloud(Call call, boolean known, String version, String route) {
        return switch (route) {
            case "GET search/jql", "POST search/jql" -> cloudSearch.search(call, known, version);
            case "POST search/approximate-count" -> cloudSearch.count(call, known);
            case "POST jql/match" -> cloudSearch.match(call, known);
            case "POST issue/bulkfetch" -> issues.several(call, known, version);
            case "POST jql/parse" -> site.parse(call);
            case "GET users/search" -> people.users(call, known, version);
            case "GET project/search" -> site.projects(call, known, version);
            default -> null;
        };
    }
}
