package io.tenancy.server.api;

import io.tenancy.core.access.Origin;
import io.tenancy.core.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** From where the request comes that a thread works for. */
public final class RequestOrigin {
    private static final String TRACE_ID = "trace_id";

    @SuppressWarnings("ThreadLocalUsage") // of the process, as threads are; each request removes its own
    private static final ThreadLocal<@Nullable HttpServletRequest> CURRENT = new ThreadLocal<>();

    private RequestOrigin() {}

    /**
     * That of the calling thread; {@link Origin#NONE} where it works for no request. It is put together when a command
     * asks, because most requests change nothing.
     */
    public static Origin current() {
        @Nullable HttpServletRequest request = CURRENT.get();
        if (request == null) {
            return Origin.NONE;
        }
        Client client = Clients.of(request);
        return new Origin(
                client.address(), client.userAgent(), RequestFrame.id(request), Optional.ofNullable(MDC.get(TRACE_ID)));
    }

    static void enter(HttpServletRequest request) {
        CURRENT.set(request);
    }

    static void leave() {
        CURRENT.remove();
    }
}
