package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Around every request: its id, in the answer and the log, and the headers that tell browsers to be careful. */
final class RequestFrame implements Filter {
    static final String HEADER = "X-Request-Id";
    static final String REQUEST_ID = "request_id";
    static final String TENANT_ID = "tenant_id";
    static final String USER_ID = "user_id";

    /** From where the request comes, as far as that is known. */
    static final String ADDRESS = "client_address";

    /** What is run when the request is answered. */
    static final String LEAVE = "leave";

    /** What a browser may do with an answer that is meant for a program: nothing. */
    static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            "Cache-Control", "no-store");

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Supplier<UUID> ids;

    RequestFrame(Supplier<UUID> ids) {
        this.ids = requireNonNull(ids);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        String id = given(((HttpServletRequest) request).getHeader(HEADER))
                .orElseGet(() -> ids.get().toString());
        request.setAttribute(REQUEST_ID, id);
        Clients.of((HttpServletRequest) request).address().ifPresent(address -> request.setAttribute(ADDRESS, address));
        answer.setHeader(HEADER, told((HttpServletRequest) request, id));
        SECURITY.forEach(answer::setHeader);
        MDC.put(REQUEST_ID, id);
        RequestOrigin.enter((HttpServletRequest) request);
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(LEAVE) instanceof Runnable leave) {
                leave.run();
            }
            RequestOrigin.leave();
            MDC.remove(REQUEST_ID);
            MDC.remove(TENANT_ID);
            MDC.remove(USER_ID);
        }
    }

    /** Questions about access bring their ids back whatever they are (OpenID AuthZEN); the log has only harmless ones. */
    private static String told(HttpServletRequest request, String id) {
        @Nullable String header = request.getHeader(HEADER);
        boolean echoes = header != null
                && request.getRequestURI().startsWith("/" + DecisionRefusals.PATH)
                && VISIBLE.matcher(header).matches();
        return echoes && header != null ? header : id;
    }

    /** The id of a request that has come through this filter. */
    static Optional<String> id(ServletRequest request) {
        return Optional.ofNullable(request.getAttribute(REQUEST_ID)).map(Object::toString);
    }

    /** The id that a client has chosen, if it is of a form that can do no harm in a log. */
    static Optional<String> given(@Nullable String header) {
        return Optional.ofNullable(header).filter(text -> FORM.matcher(text).matches());
    }
}
