package io.tenancy.server.api;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.support.Entered;
import io.tenancy.core.support.NewVisit;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.VisitId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Operators who enter a tenant to help, and what the tenant sees of them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Support")
public final class SupportResource {
    private final SupportService support;

    public SupportResource(Services services) {
        this.support = services.support();
    }

    /** A visit, and the token that is good for as long as it lasts. */
    public record EnteredTenant(
            Visit visit,
            @JsonSerialize(using = CoreJson.Shown.class) Secret accessToken,
            String tokenType,
            long expiresIn) {
        static EnteredTenant of(Entered entered) {
            return new EnteredTenant(entered.visit(), entered.accessToken(), entered.tokenType(), entered.expiresIn());
        }
    }

    @POST
    @Path("/tenants/{id}/visits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:enter_tenants")
    @Operation(
            operationId = "enterTenant",
            summary = "Enter a tenant to help",
            description = "Answers with an access token for that tenant which names the operator in its act. Both"
                    + " tenants journal it. It ends with the visit, with the operator's own session, and as soon as"
                    + " the tenant shows the operator out or forbids support.")
    @ApiResponse(
            responseCode = "201",
            description = "The visit has begun.",
            content = @Content(schema = @Schema(implementation = EnteredTenant.class)))
    public Response enter(@Auth Caller caller, @PathParam("id") TenantId id, NewVisit wanted) {
        return Response.status(Response.Status.CREATED)
                .entity(EnteredTenant.of(support.enter(caller, id, wanted)))
                .build();
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
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return support.list(caller, new PageRequest(cursor, limit));
    }

    @DELETE
    @Path("/tenant/visits/{id}")
    @RequiresPermission("security:write")
    @Operation(operationId = "endVisit", summary = "Show an operator out", description = "Takes effect at once.")
    public Visit end(@Auth Caller caller, @PathParam("id") VisitId id) {
        return support.end(caller, id);
    }
}
