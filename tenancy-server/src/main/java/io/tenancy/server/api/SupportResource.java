package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.VisitFilter;
import io.tenancy.core.support.VisitId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Operators who are in a tenant to help, and what the tenant sees of them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Support")
public final class SupportResource {
    private final SupportService support;

    public SupportResource(Services services) {
        this.support = services.support();
    }

    @GET
    @Path("/me/visit")
    @SignedIn
    @Operation(operationId = "getOwnVisit", summary = "See the visit one is on")
    public Visit own(@Auth Caller caller) {
        return support.own(caller);
    }

    @POST
    @Path("/me/visit/leave")
    @SignedIn
    @Operation(operationId = "leaveTenant", summary = "End the visit one is on")
    public Visit leave(@Auth Caller caller) {
        return support.leave(caller);
    }

    @GET
    @Path("/tenant/visits")
    @RequiresPermission("audit:read")
    @Operation(operationId = "listVisits", summary = "List the visits of operators")
    public Page<Visit> list(
            @Auth Caller caller,
            @Parameter(description = "Only visits in whose reason this is, or in the address of whose operator.")
                    @QueryParam("search")
                    Optional<String> search,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return support.list(caller, new VisitFilter(search), new PageRequest(cursor, limit));
    }

    @DELETE
    @Path("/tenant/visits/{id}")
    @RequiresPermission("security:write")
    @Operation(operationId = "endVisit", summary = "Show an operator out", description = "Takes effect at once.")
    public Visit end(@Auth Caller caller, @PathParam("id") VisitId id) {
        return support.end(caller, id);
    }
}
