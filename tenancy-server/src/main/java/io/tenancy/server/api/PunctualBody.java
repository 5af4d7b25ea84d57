package io.tenancy.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request have a thread only once its body is there, or 64 KiB of it, so that thousands of slow senders hold none; and
 * drops the connection of one that does not keep the {@link Pace}, before it has a thread and while it has one.
 */
final class PunctualBody extends Handler.Wrapper {
    private static final int EAGER = 64 * 1024;
    private static final int OVERHEAD_OF_A_CHUNK = 16;
    private static final long LOOK_MILLIS = 1_000;
    private static final String WHOLE = PunctualBody.class.getName() + ".whole";

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

    /** Whether the last byte of the body has come, so that reading it waits for nothing. */
    static boolean isWhole(ContainerRequestContext request) {
        return Boolean.TRUE.equals(request.getProperty(WHOLE));
    }

    /** A request whose sender is timed whenever somebody waits for bytes, with a thread or without, until the last has come. */
    private static final class Arriving extends Request.Wrapper {
        private final Pace pace = new Pace();
        private boolean isOver;
        private boolean isAwaited;
        private long awaitedSince;

        Arriving(Request request) {
            super(request);
            Request.addCompletionListener(request, failure -> end());
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.@Nullable Chunk chunk = super.read();
            if (chunk != null) {
                count(chunk);
            }
            return chunk;
        }

        @Override
        public void demand(Runnable whenThere) {
            await();
            super.demand(whenThere);
        }

        void lookLater() {
            var unused = getComponents().getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            EndPoint sender = getConnectionMetaData().getConnection().getEndPoint();
            if (isTooSlow()) {
                sender.close();
            } else if (isExpected() && sender.isOpen()) {
                lookLater();
            }
        }

        private synchronized void count(Content.Chunk chunk) {
            time();
            isAwaited = false;
            pace.arrived(chunk.remaining());
            if (chunk.isLast()) {
                isOver = true;
                setAttribute(WHOLE, !Content.Chunk.isFailure(chunk));
            }
        }

        private synchronized void await() {
            time();
            isAwaited = true;
            awaitedSince = System.nanoTime();
        }

        private synchronized boolean isTooSlow() {
            time();
            return isExpected() && pace.isTooSlow();
        }

        private synchronized boolean isExpected() {
            return !isOver;
        }

        private synchronized void end() {
            isOver = true;
        }

        private void time() {
            if (isAwaited) {
                long now = System.nanoTime();
                pace.waited(now - awaitedSince);
                awaitedSince = now;
            }
        }
    }
}
