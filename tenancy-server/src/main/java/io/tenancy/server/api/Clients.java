package io.tenancy.server.api;

import io.tenancy.core.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** From where a request comes. */
final class Clients {
    private Clients() {}

    static Client of(HttpServletRequest request) {
        return new Client(address(request), Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** Without the brackets that Jetty puts around an address of version 6. */
    static Optional<String> address(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr()).map(text -> text.replaceAll("^\\[(.*)]$", "$1"));
    }
}
