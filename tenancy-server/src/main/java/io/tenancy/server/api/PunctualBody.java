package io.tenancy.server.api;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a request have a thread only once its body is there, or 64 KiB of it, so that thousands of slow senders hold none; and
 * drops the connection of one that sends less than {@link SteadyBody} asks for.
 */
final class PunctualBody extends Handler.Wrapper {
    private static final int EAGER = 64 * 1024;
    private static final int OVERHEAD_OF_A_CHUNK = 16;
    private static final long LOOK_MILLIS = 1_000;

    private PunctualBody() {}

    /** The handler to put before the API. */
    static Handler.Singleton beforeThreads() {
        return new EagerContentHandler(new RetainedContentLoaderFactory(EAGER, OVERHEAD_OF_A_CHUNK, false));
    }

    /** The handler to put before that. */
    static Handler.Singleton drop() {
        return new PunctualBody();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        if (!headers.contains(HttpHeader.CONTENT_LENGTH) && !headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            return super.handle(request, response, callback);
        }
        Arriving arriving = new Arriving(request);
        arriving.lookLater();
        return super.handle(arriving, response, callback);
    }

    /** A request whose bytes are counted until the last one has come, or somebody else looks after them. */
    private static final class Arriving extends Request.Wrapper {
        private final AtomicLong arrived = new AtomicLong();
        private final AtomicBoolean isThere = new AtomicBoolean();
        private final long began = System.nanoTime();

        Arriving(Request request) {
            super(request);
            Request.addCompletionListener(request, failure -> isThere.set(true));
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && (chunk.isLast() || arrived.addAndGet(chunk.remaining()) >= EAGER)) {
                isThere.set(true);
            }
            return chunk;
        }

        void lookLater() {
            var unused = getComponents().getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (isThere.get()) {
                return;
            }
            long counted = System.nanoTime() - began - SteadyBody.GRACE.toNanos();
            long due = counted / 1_000_000 * SteadyBody.BYTES_PER_SECOND / 1_000;
            if (counted > 0 && arrived.get() < due) {
                getConnectionMetaData().getConnection().getEndPoint().close();
            } else {
                lookLater();
            }
        }
    }
}
