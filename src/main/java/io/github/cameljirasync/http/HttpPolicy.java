package io.github.cameljirasync.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;

/**
 * How the bundle speaks HTTP: bounded in time and size, and without any behaviour of HttpClient's own that would
 * stand beside the routes (retries, cookies, redirects).
 * <p>
 * It is given to each {@code http} endpoint of the bundle as {@code httpClientConfigurer}, so the settings of the
 * {@code http} component of a host application are neither needed nor touched. Redirects are off, so a credential
 * never travels to another host.
 */
public final class HttpPolicy implements HttpClientConfigurer {

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_HEADERS = 500;

    private final Timeout connectTimeout;
    private final Timeout responseTimeout;
    private final long maxAnswerBytes;
    private final int maxConnections;
    private HoldInterceptor holds;

    /**
     * @param connectTimeoutMillis  how long to wait for a connection, in milliseconds
     * @param responseTimeoutMillis how long to wait for the whole answer, in milliseconds
     * @param maxAnswerBytes        the largest answer that is read, in bytes after decompression
     * @param maxConnections        open connections to one host
     */
    public HttpPolicy(long connectTimeoutMillis, long responseTimeoutMillis, long maxAnswerBytes, int maxConnections) {
        this.connectTimeout = Timeout.ofMilliseconds(connectTimeoutMillis);
        this.responseTimeout = Timeout.ofMilliseconds(responseTimeoutMillis);
        this.maxAnswerBytes = maxAnswerBytes;
        this.maxConnections = maxConnections;
    }

    /** @param gates the gates whose holds are looked at once more before a request is sent */
    public void setGates(RateGates gates) {
        holds = new HoldInterceptor(gates);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .disableConnectionState()
                .setConnectionManager(connections())
                .setConnectionManagerShared(false)
                .evictExpiredConnections()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMinutes(5))
                        .setResponseTimeout(responseTimeout)
                        .build())
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "jira-sync-deadline",
                        new AnswerDeadline(responseTimeout.toMilliseconds()))
                .addExecInterceptorFirst("jira-sync-bound", this::bounded);
        if (holds != null) {
            client.addRequestInterceptorLast(holds).addResponseInterceptorFirst(holds);
        }
    }

    /** Outside of HttpClient's decompression, so that what counts is what is kept in memory. */
    private ClassicHttpResponse bounded(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (response.getEntity() != null) {
            response.setEntity(new BoundedEntity(response.getEntity(), maxAnswerBytes, scope.execRuntime::discardEndpoint));
        }
        return response;
    }

    private PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom()
                        .setMaxLineLength(LONGEST_HEADER)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build()).build())
                .setMaxConnTotal(maxConnections)
                .setMaxConnPerRoute(maxConnections)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout)
                        .setSocketTimeout(responseTimeout)
                        .setTimeToLive(5, TimeUnit.MINUTES)
                        .setValidateAfterInactivity(2, TimeUnit.SECONDS)
                        .build())
                .build();
    }
}
