package io.tenancy.server.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells a request of the console's own pages from one that another site makes a browser send. It has a header that other
 * sites cannot set without being asked first, which the API never allows them, and it comes from this origin.
 */
final class Asking {
    /** Whose cookie is meant: {@code session} or {@code visit}. */
    static final String HEADER = "Tenancy-Console";

    private static final String SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";

    private final String origin;

    Asking(URI baseUrl) {
        this.origin = origin(baseUrl);
    }

    /** The cookie that the console's page means, if it is one of its pages that asks. */
    Optional<SessionCookie> cookie(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HEADER))
                .filter(name -> isOwn(request))
                .flatMap(SessionCookie::meantBy);
    }

    /** What the browser says of itself comes first: with another domain of the tenant, the origin is none of ours. */
    private boolean isOwn(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(SITE))
                .map("same-origin"::equals)
                .orElseGet(() -> origin.equals(request.getHeaderString(ORIGIN)));
    }

    private static String origin(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
    }
}
