package io.tenancy.server.api;

import io.tenancy.core.Versioned;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each answer that shows one thing which state of it that is, and nothing else to who has seen that already. */
final class VersionTag implements ContainerResponseFilter {
    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Versioned shown)) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.ETAG, EntityTags.of(shown.tag()));
        if (READS.contains(request.getMethod()) && response.getStatus() == 200 && isKnown(request, shown)) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    private static boolean isKnown(ContainerRequestContext request, Versioned shown) {
        @Nullable String header = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return header != null
                && (EntityTags.isAny(header)
                        || EntityTags.all(header, HttpHeaders.IF_NONE_MATCH).contains(shown.tag()));
    }
}
