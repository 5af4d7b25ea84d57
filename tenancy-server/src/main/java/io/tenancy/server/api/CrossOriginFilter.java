package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.CrossOrigin;
import io.tenancy.core.tenant.TenantId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers which pages may use the API, by the CORS protocol of the Fetch standard: the exact origin or nothing, and
 * never with credentials of the browser's own. A preflight has no token, so any tenant's origin passes it; the answer
 * itself is for the origins of the caller's tenant alone. What asks with an origin and reaches no operation is counted by its
 * address here, where it is not counted with the operation.
 */
@PreMatching
@Priority(2)
final class CrossOriginFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(CrossOriginFilter.class);
    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String SENT =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
    private static final String SHOWN = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate,"
            + " X-Request-Id, Idempotency-Replayed, Deprecation, Sunset, Link";
    private static final String SECONDS = "600";

    private final CrossOrigin pages;
    private final RateFence rates;

    CrossOriginFilter(CrossOrigin pages, RateFence rates) {
        this.pages = requireNonNull(pages);
        this.rates = requireNonNull(rates);
    }

    /** Answers a preflight that passes; another one goes the way of every OPTIONS, and its answer allows nothing. */
    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> origin = origin(request);
        boolean isPreflight =
                request.getMethod().equals(HttpMethod.OPTIONS) && request.getHeaderString(ASKED_METHOD) != null;
        if (!isPreflight || origin.isEmpty()) {
            return;
        }
        rates.admitNobody(request);
        if (isTrue(() -> pages.mayAsk(origin.get()))) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", METHODS)
                    .header("Access-Control-Allow-Headers", SENT)
                    .header("Access-Control-Max-Age", SECONDS)
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        Optional<String> origin = origin(request);
        if (origin.isPresent() && rates.isCounted(request) && isTrue(() -> mayRead(request, origin.get()))) {
            headers.putSingle(ALLOW_ORIGIN, origin.get());
            headers.putSingle("Access-Control-Expose-Headers", SHOWN);
        }
    }

    private boolean mayRead(ContainerRequestContext request, String origin) {
        return Optional.ofNullable(request.getProperty(RequestFrame.TENANT_ID))
                .map(tenant -> pages.mayRead(origin, new TenantId(UUID.fromString(tenant.toString()))))
                .orElseGet(() -> pages.mayAsk(origin));
    }

    /** What is not known is not allowed; the answer to the request stays what it is. */
    private static boolean isTrue(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("Whether a page may read the answer is not known, so it may not.", e);
            return false;
        }
    }

    private static Optional<String> origin(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(ORIGIN));
    }
}
