package io.tenancy.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;

/**
 * Keeps a connection good for the next request when a request is refused before its body is read: a short body is read
 * and dropped, and for a longer one the answer says that the connection ends (RFC 9112, section 9.6). Without this the
 * client could send its next request into a connection that is just being closed.
 */
final class UnreadBody implements ContainerResponseFilter {
    private static final int SHORT = 64 * 1024;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && isLong(request)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    private static boolean isLong(ContainerRequestContext request) {
        try {
            return request.getLength() > SHORT || request.getEntityStream().readNBytes(SHORT + 1).length > SHORT;
        } catch (IllegalStateException closed) {
            return false; // an operation has read it whole
        } catch (IOException e) {
            return true;
        }
    }
}
