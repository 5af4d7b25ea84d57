package io.tenancy.server.api;

import io.tenancy.core.access.Origin;
import io.tenancy.core.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.MDC;

/** From where the request comes that a thread works for. */
public final class RequestOrigin {
    private static final String TRACE_ID = "trace_id";

    @SuppressWarnings("ThreadLocalUsage") // of the process, as threads are; each request removes its own
    private static final ThreadLocal<Origin> CURRENT = ThreadLocal.withInitial(() -> Origin.NONE);

    private RequestOrigin() {}

    /** That of the calling thread; {@link Origin#NONE} where it works for no request. */
    public static Origin current() {
        Origin origin = CURRENT.get();
        Optional<String> trace = Optional.ofNullable(MDC.get(TRACE_ID));
        return trace.isEmpty() || origin.equals(Origin.NONE)
                ? origin
                : new Origin(origin.address(), origin.userAgent(), origin.requestId(), trace);
    }

    static void enter(HttpServletRequest request, String id) {
        Client client = Clients.of(request);
        CURRENT.set(new Origin(client.address(), client.userAgent(), Optional.of(id), Optional.empty()));
    }

    static void leave() {
        CURRENT.remove();
    }
}
