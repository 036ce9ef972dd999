package io.github.cameljirasync.sandbox.http;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.netty.channel.ChannelOption;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on 127.0.0.1 that carries requests through bookkeeping, faults and latency to a {@link Service}. */
public final class LoopbackServer extends AbstractVerticle {

    /** Paths under this prefix are the sandbox's own and are neither counted nor hit by faults. */
    public static final String ADMIN_PREFIX = "/_sandbox";

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int DRIPS = 10;

    private final RemoteSystem system;
    private final Service service;
    private final Function<Call, Answer> admin;
    private final Faults faults;
    private final RequestLog log;
    private final Clock clock;
    private final ToLongFunction<Call> latency;
    private final int wantedPort;
    private volatile int port;

    /**
     * @param admin   answers the paths under {@link #ADMIN_PREFIX}
     * @param latency the milliseconds by which the answer to a request is delayed
     * @param port    where to listen; 0 takes a free one
     */
    public LoopbackServer(RemoteSystem system, Service service, Function<Call, Answer> admin, Faults faults,
            RequestLog log, Clock clock, ToLongFunction<Call> latency, int port) {
        this.system = system;
        this.service = service;
        this.admin = admin;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
        this.latency = latency;
        this.wantedPort = port;
    }

    /** Deploys a server, each on its own event loop; the future ends when it listens. */
    public static Future<String> deploy(Vertx vertx, LoopbackServer server) {
        return vertx.deployVerticle(server);
    }

    /** The port it listens on; 0 before that. */
    public int port() {
        return port;
    }

    @Override
    public void start(Promise<Void> started) {
        // without h2c every client speaks HTTP/1.1, where a reset hits one request and not a whole connection's
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false).setTcpNoDelay(true)
                .setMaxHeaderSize(64 * 1024).setMaxInitialLineLength(64 * 1024);
        Future<HttpServer> listening = vertx.createHttpServer(options).requestHandler(this::receive)
                .listen(wantedPort, "127.0.0.1");
        listening.onSuccess(server -> port = server.actualPort());
        listening.<Void>mapEmpty().onComplete(started);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> serve(request, new Call(system, request.method().name(), request.path(),
                request.query(), request.params(), request.headers(), body.getBytes(), clock.millis())));
    }

    private void serve(HttpServerRequest request, Call call) {
        if (call.path().startsWith(ADMIN_PREFIX)) {
            write(request, guarded(call, admin));
            return;
        }
        RequestLog.Entry entry = log.arrived(call);
        Fault fault = faults.pick(call);
        if (fault == null) {
            process(call, 0, answer -> deliver(request, entry, answer));
            return;
        }
        switch (fault.effect()) {
            case DELAY -> process(call, fault.millis(), answer -> deliver(request, entry, answer));
            case ANSWER -> eitherWay(call, fault,
                    answer -> deliver(request, entry, fault.answer(service, clock.instant())));
            case RESET -> eitherWay(call, fault, answer -> reset(request, entry, answer));
            case HALF -> process(call, 0, answer -> half(request, entry, answer));
            case DRIP -> process(call, 0, answer -> drip(request, entry, answer, fault.millis()));
            default -> throw new IllegalStateException("Unknown fault " + fault);
        }
    }

    private void eitherWay(Call call, Fault fault, Consumer<Answer> then) {
        if (fault.processed()) {
            process(call, 0, then);
        } else {
            later(latency.applyAsLong(call), () -> then.accept(null));
        }
    }

    private void process(Call call, long moreMillis, Consumer<Answer> then) {
        Answer early = guarded(call, service::admit);
        if (early != null) {
            then.accept(early);
        } else {
            later(latency.applyAsLong(call) + moreMillis, () -> then.accept(guarded(call, service::handle)));
        }
    }

    private Answer guarded(Call call, Function<Call, Answer> step) {
        try {
            return step.apply(call);
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed on {} {}", call.method(), call.target(), e);
            return service.error(500);
        }
    }

    private void later(long millis, Runnable step) {
        if (millis <= 0) {
            step.run();
        } else {
            vertx.setTimer(millis, timer -> step.run());
        }
    }

    private void deliver(HttpServerRequest request, RequestLog.Entry entry, Answer answer) {
        log.answered(entry, answer, true);
        write(request, answer);
    }

    private static void write(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            head(response, answer).end(Buffer.buffer(answer.body()));
        }
    }

    private static HttpServerResponse head(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private void reset(HttpServerRequest request, RequestLog.Entry entry, Answer answer) {
        log.answered(entry, answer, false);
        ((ConnectionBase) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        request.connection().close();
    }

    private void half(HttpServerRequest request, RequestLog.Entry entry, Answer answer) {
        log.answered(entry, answer, false);
        int length = answer.body().length;
        head(request.response(), answer).putHeader("Content-Length", Integer.toString(length))
                .write(Buffer.buffer(answer.body()).slice(0, length / 2))
                .onComplete(written -> request.connection().close());
    }

    private void drip(HttpServerRequest request, RequestLog.Entry entry, Answer answer, long totalMillis) {
        head(request.response(), answer).putHeader("Content-Length", Integer.toString(answer.body().length));
        drop(request, entry, answer, 0, Math.max(1, totalMillis / DRIPS));
    }

    private void drop(HttpServerRequest request, RequestLog.Entry entry, Answer answer, int from, long pauseMillis) {
        int length = answer.body().length;
        int to = Math.min(length, from + Math.max(1, (length + DRIPS - 1) / DRIPS));
        HttpServerResponse response = request.response();
        if (response.closed()) {
            log.answered(entry, answer, false);
        } else if (to >= length) {
            log.answered(entry, answer, true);
            response.end(Buffer.buffer(answer.body()).slice(from, length));
        } else {
            response.write(Buffer.buffer(answer.body()).slice(from, to));
            vertx.setTimer(pauseMillis, timer -> drop(request, entry, answer, to, pauseMillis));
        }
    }
}
