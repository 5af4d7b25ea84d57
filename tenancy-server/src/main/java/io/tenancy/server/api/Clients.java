package io.tenancy.server.api;

import io.tenancy.core.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** From where a request comes. */
public final class Clients {
    private Clients() {}

    /** The client of a request, as far as it is known. */
    public static Client of(HttpServletRequest request) {
        return new Client(address(request), Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** Without the brackets that Jetty puts around an address of version 6. */
    static Optional<String> address(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr())
                .map(text -> text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text);
    }
}
