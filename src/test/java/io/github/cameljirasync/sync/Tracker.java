package io.github.cameljirasync.sync;

import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

/** The tracker of docs/targets.md: it takes items under its token, unless told otherwise. */
public final class Tracker implements AutoCloseable {

    public static final String TOKEN = "tracker-token";
    private static final String ITEM = "/items/\\d+";

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    public Tracker() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(401)));
        server.stubFor(put(urlMatching(ITEM)).withHeader("Authorization", equalTo("Bearer " + TOKEN)).atPriority(5)
                .willReturn(okJson("{}")));
        server.stubFor(delete(urlMatching(ITEM)).withHeader("Authorization", equalTo("Bearer " + TOKEN)).atPriority(5)
                .willReturn(noContent()));
    }

    public String url() {
        return server.baseUrl();
    }

    /** Answers so to writes of items whose text matches, until {@link #heal()}. */
    void answer(String body, ResponseDefinitionBuilder answer) {
        server.stubFor(put(urlMatching(ITEM)).atPriority(1)
                .withRequestBody(containing(body)).willReturn(answer));
    }

    /** Answers so to the next request. */
    void answerOnce(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).inScenario("once").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("over")
                .atPriority(1).willReturn(answer));
    }

    void heal() {
        server.getStubMappings().stream().filter(stub -> stub.getPriority() == 1).toList()
                .forEach(server::removeStub);
    }

    /** The requests so far, in their order. */
    public List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    void forgetRequests() {
        server.resetRequests();
    }

    @Override
    public void close() {
        server.stop();
    }
}
