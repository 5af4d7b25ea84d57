package io.tenancy.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;

/**
 * Keeps a connection good for the next request when a request is refused before its body is read: a short body is read
 * and dropped, and for a longer one the answer says that the connection ends (RFC 9112, section 9.6). Without this the
 * client could send its next request into a connection that is just being closed.
 */
final class UnreadBody implements ContainerResponseFilter {
    private static final int SHORT = 64 * 1024;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && hasBody(request) && isLong(request)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    /** By its headers (RFC 9112, section 6): to look at the stream would count as waiting for slow data. */
    static boolean hasBody(ContainerRequestContext request) {
        return request.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)
                || request.getHeaders().containsKey("Transfer-Encoding");
    }

    private static boolean isLong(ContainerRequestContext request) {
        try {
            return request.getLength() > SHORT || request.getEntityStream().readNBytes(SHORT + 1).length > SHORT;
        } catch (IllegalStateException closed) {
            return false; // an operation has read it whole
        } catch (IOException | HttpException.RuntimeException e) {
            return true; // it has not come whole, or comes too slowly
        }
    }
}
