package io.tenancy.server.api;

import io.tenancy.core.Version;
import io.tenancy.core.access.Expected;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the caller's command in which state it may change a thing. */
@Priority(Priorities.AUTHORIZATION)
final class VersionFilter implements ContainerRequestFilter {
    private static final Problem REQUIRED = Problem.of(
            428,
            "version.required",
            "This needs If-Match with the ETag of what was read, so that nobody's change is lost.");

    private final boolean required;

    VersionFilter(boolean required) {
        this.required = required;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Expected> expected = expected(request);
        if (required && expected.isEmpty()) {
            throw new Problem.Refusal(REQUIRED);
        }
        expected.ifPresent(versions -> AccessFilter.replace(request, caller -> caller.expecting(versions)));
    }

    private static Optional<Expected> expected(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        Set<Version> versions = EntityTags.strong(header, HttpHeaders.IF_MATCH);
        return Optional.of(EntityTags.isAny(header) ? Expected.ANY : Expected.of(versions));
    }
}
