package io.github.cameljirasync.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** An answer's body that fails once more than a given number of bytes has been read from it. */
final class BoundedEntity extends HttpEntityWrapper {

    private final long maxBytes;
    private final Runnable abandon;

    /** @param abandon drops the connection: to close it in order would read the rest of the answer */
    BoundedEntity(HttpEntity body, long maxBytes, Runnable abandon) {
        super(body);
        this.maxBytes = maxBytes;
        this.abandon = abandon;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new BoundedStream(super.getContent());
    }

    private final class BoundedStream extends FilterInputStream {

        private long read;

        BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int n) throws IOException {
            read += n;
            if (read > maxBytes) {
                abandon.run();
                throw new AnswerTooLargeException(maxBytes);
            }
        }
    }
}
