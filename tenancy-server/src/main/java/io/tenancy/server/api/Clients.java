package io.tenancy.server.api;

import io.tenancy.core.session.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** From where a request comes. */
final class Clients {
    private Clients() {}

    static Client of(HttpServletRequest request) {
        return new Client(
                Optional.ofNullable(request.getRemoteAddr()),
                Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)));
    }
}
