package io.tenancy.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses requests that name a tenant in a header, the query or the path's parameters: the tenant comes from the token, from nowhere else. */
@PreMatching
@Priority(1)
final class TenantRefusal implements ContainerRequestFilter {
    private static final Set<String> NAMES = Set.of("tenantid", "xtenantid", "xtenant");

    @Override
    public void filter(ContainerRequestContext request) {
        request.getHeaders().keySet().forEach(TenantRefusal::check);
        QueryFilter.parse(request.getUriInfo()).keySet().forEach(TenantRefusal::check);
        refuseParameters(request.getUriInfo().getRequestUri().getRawPath());
    }

    /** Jersey takes parameters of a segment, as in {@code /users;a=b}, for nothing; they are refused as unknown ones. */
    private static void refuseParameters(String path) {
        if (path.indexOf(';') < 0) {
            return;
        }
        for (String segment : path.split("/", -1)) {
            Stream.of(segment.split(";", -1))
                    .skip(1)
                    .map(parameter -> QueryFilter.decode(parameter.split("=", 2)[0]))
                    .forEach(TenantRefusal::check);
        }
        throw Problem.badRequest("path.parameters", "A path has no parameters: no semicolon is in it.");
    }

    /** Refuses a member, parameter or header of one of these names, in whatever spelling. */
    static void check(String name) {
        if (NAMES.contains(name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""))) {
            throw Problem.badRequest(
                    "tenant.not_accepted",
                    "The tenant comes from the access token only; a request does not name it.",
                    name);
        }
    }
}
