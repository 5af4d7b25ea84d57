package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a request whose body trickles in, because each would hold a thread: after two seconds it has to have come at 256
 * bytes a second. Jetty has such a rule too, but from the first millisecond, so that a moment's pause of the server or of
 * the network refuses a short body that has come whole.
 */
@PreMatching
@Priority(1)
final class SteadyBody implements ContainerRequestFilter {
    static final Duration GRACE = Duration.ofSeconds(2);
    static final int BYTES_PER_SECOND = 256;

    private final LongSupplier nanoTime;

    SteadyBody(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setEntityStream(new Steady(request.getEntityStream(), nanoTime));
    }

    /** Refuses to go on reading once too little has come for the time since the first look. */
    static final class Steady extends FilterInputStream {
        private final LongSupplier nanoTime;
        private long began;
        private boolean isBegun;
        private long arrived;

        Steady(InputStream body, LongSupplier nanoTime) {
            super(body);
            this.nanoTime = nanoTime;
        }

        @Override
        public int read() throws IOException {
            requireSteady();
            int next = super.read();
            arrived += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            requireSteady();
            int count = super.read(bytes, offset, length);
            arrived += Math.max(0, count);
            return count;
        }

        private void requireSteady() {
            if (!isBegun) {
                began = nanoTime.getAsLong();
                isBegun = true;
            }
            long counted = nanoTime.getAsLong() - began - GRACE.toNanos();
            if (counted > 0
                    && arrived
                            < counted * BYTES_PER_SECOND / Duration.ofSeconds(1).toNanos()) {
                throw new Problem.Refusal(Problems.of(408));
            }
        }
    }
}
