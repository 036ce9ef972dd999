package io.github.cameljirasync.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Gives a request on an open connection so much time until the last byte of its answer, and closes the connection when
 * it is over. HttpClient's own time-outs are of a single read, so an answer that drips would go on for ever.
 */
final class AnswerDeadline implements ExecChainHandler {

    private final long millis;

    /** @param millis time for the whole answer, in milliseconds */
    AnswerDeadline(long millis) {
        this.millis = millis;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        answered.orTimeout(millis, TimeUnit.MILLISECONDS).exceptionally(late -> {
            scope.execRuntime.discardEndpoint();
            return null;
        });
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() == null) {
                answered.complete(null);
            } else {
                response.setEntity(new TimedEntity(response.getEntity(), answered));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            if (isLate(answered, e)) {
                throw new AnswerTimeoutException(millis);
            }
            throw e;
        }
    }

    private static boolean isLate(CompletableFuture<Void> answered, Exception failure) {
        return !answered.complete(null) && answered.isCompletedExceptionally() || failure instanceof SocketTimeoutException;
    }

    private final class TimedEntity extends HttpEntityWrapper {

        private final CompletableFuture<Void> answered;

        TimedEntity(HttpEntity body, CompletableFuture<Void> answered) {
            super(body);
            this.answered = answered;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new TimedStream(super.getContent(), answered);
        }
    }

    private final class TimedStream extends FilterInputStream {

        private final CompletableFuture<Void> answered;

        TimedStream(InputStream in, CompletableFuture<Void> answered) {
            super(in);
            this.answered = answered;
        }

        @Override
        public int read() throws IOException {
            try {
                return ended(super.read());
            } catch (IOException e) {
                throw inTime(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return ended(super.read(buffer, offset, length));
            } catch (IOException e) {
                throw inTime(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                answered.complete(null);
            }
        }

        private int ended(int read) throws IOException {
            if (read < 0) {
                answered.complete(null);
                if (answered.isCompletedExceptionally()) {
                    throw new AnswerTimeoutException(millis);
                }
            }
            return read;
        }

        private IOException inTime(IOException failure) {
            return isLate(answered, failure) ? new AnswerTimeoutException(millis) : failure;
        }
    }
}
