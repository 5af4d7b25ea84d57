package io.tenancy.server.console;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Denied;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Lets the access token in a cookie stand for the bearer token of a request, where a page of the console asks and there is
 * no other token. The token is verified as every other one; the cookie says nothing by itself.
 */
@PreMatching
@Priority(3)
final class CookieFilter implements ContainerRequestFilter {
    private static final String SESSION = "console/session";

    private final Asking asking;

    CookieFilter(Asking asking) {
        this.asking = requireNonNull(asking);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String asked = request.getUriInfo().getPath();
        String path = asked.startsWith("/") ? asked.substring(1) : asked;
        boolean isSession = path.equals(SESSION) || path.startsWith(SESSION + "/");
        if (isSession && asking.cookie(request).isEmpty()) {
            throw new Denied("console.foreign_request", "The session of the console is for the pages of the console.");
        }
        if ((isSession || path.startsWith("v1/")) && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            asking.cookie(request)
                    .flatMap(cookie -> cookie.in(request))
                    .ifPresent(token ->
                            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal()));
        }
    }
}
