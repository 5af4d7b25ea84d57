package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.MDC;

/** Lets through who has a good bearer token (RFC 6750, the header form alone) and all that is needed. */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 8_192;

    private final Function<Secret, Optional<Caller>> sessions;
    private final Consumer<Caller> needed;
    private final RateFence rates;
    private final int cost;

    AccessFilter(Function<Secret, Optional<Caller>> sessions, Consumer<Caller> needed, RateFence rates, int cost) {
        this.sessions = requireNonNull(sessions);
        this.rates = requireNonNull(rates);
        this.cost = cost;
        this.needed = requireNonNull(needed);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = sessions.apply(token(request)).orElseThrow(Unauthenticated::invalidToken);
        note(request, RequestFrame.TENANT_ID, caller.tenant().value().toString());
        note(request, RequestFrame.USER_ID, caller.getName());
        rates.admit(request, caller, cost);
        needed.accept(caller);
        request.setSecurityContext(
                new Signed(caller, request.getSecurityContext().isSecure()));
    }

    /** Puts another form of the caller in the place of the one that has come. */
    static void replace(ContainerRequestContext request, UnaryOperator<Caller> change) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            throw new IllegalStateException("An operation for everybody asks for a caller.");
        }
        request.setSecurityContext(
                new Signed(change.apply(caller), request.getSecurityContext().isSecure()));
    }

    /** For the lines of this thread, and for the line of the request, which is written when the thread is done with it. */
    private static void note(ContainerRequestContext request, String name, String value) {
        MDC.put(name, value);
        request.setProperty(name, value);
    }

    private static Secret token(ContainerRequestContext request) {
        List<String> headers = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        if (headers.isEmpty()) {
            throw new Unauthenticated("token.missing", "This needs an access token: Authorization: Bearer …");
        }
        String header = headers.get(0).strip();
        if (headers.size() > 1
                || header.length() > LONGEST
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Unauthenticated.invalidToken();
        }
        return new Secret(header.substring(SCHEME.length()).strip());
    }

    private record Signed(Caller caller, boolean isSecure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
