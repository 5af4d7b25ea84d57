package io.tenancy.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Waits for nobody who is refused before all of the body is there: the answer says that the connection ends (RFC 9112,
 * section 9.6). Without this the client could send its next request into a connection that is just being closed. Where
 * the body has come whole, as each short one has, the connection is good for the next request.
 */
final class UnreadBody implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && hasBody(request) && !PunctualBody.isWhole(request)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    /** By its headers (RFC 9112, section 6): to look at the stream would be to wait for it. */
    static boolean hasBody(ContainerRequestContext request) {
        return request.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)
                || request.getHeaders().containsKey("Transfer-Encoding");
    }
}
