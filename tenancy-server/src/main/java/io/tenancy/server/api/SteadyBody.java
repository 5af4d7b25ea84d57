package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Ends a request whose body trickles in, because each would hold a thread: it has to come at the {@link Pace}. Jetty has
 * such a rule too, but from the first millisecond, so that a moment's pause of the server or of the network refuses a
 * short body that has come whole; and what came at once counts there for minutes.
 */
@PreMatching
@Priority(1)
final class SteadyBody implements ContainerRequestFilter {
    private final LongSupplier nanoTime;

    SteadyBody(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setEntityStream(new Steady(request.getEntityStream(), nanoTime));
    }

    /** Refuses to go on reading once too little has come for the time that was waited. */
    static final class Steady extends FilterInputStream {
        private final LongSupplier nanoTime;
        private final Pace pace = new Pace();

        Steady(InputStream body, LongSupplier nanoTime) {
            super(body);
            this.nanoTime = nanoTime;
        }

        @Override
        public int read() throws IOException {
            long asked = asked();
            int next = super.read();
            told(asked, next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long asked = asked();
            int count = super.read(bytes, offset, length);
            told(asked, Math.max(0, count));
            return count;
        }

        private long asked() {
            if (pace.isTooSlow()) {
                throw new Problem.Refusal(Problems.of(408));
            }
            return nanoTime.getAsLong();
        }

        private void told(long asked, int count) {
            pace.waited(nanoTime.getAsLong() - asked);
            pace.arrived(count);
        }
    }
}
