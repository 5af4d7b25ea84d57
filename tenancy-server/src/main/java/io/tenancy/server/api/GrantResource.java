package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.grant.GrantService;
import io.tenancy.core.grant.NewGrant;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a user is given beside their roles. */
@Path("/v1/users/{id}/grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class GrantResource {
    private final GrantService grants;
    private final ApiSettings settings;

    public GrantResource(Services services, ApiSettings settings) {
        this.grants = services.access().grants();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("user:read")
    @Operation(
            operationId = "listGrantsOfUser",
            summary = "List what a user is given beside their roles",
            description = "What has expired is not among it. All on one page.")
    public Page<Grant> list(@Auth Caller caller, @PathParam("id") UserId user) {
        return grants.list(caller, user);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("role:assign")
    @FreshProof
    @Once
    @Operation(
            operationId = "giveGrant",
            summary = "Give a user a role or a permission, up to a time or for good",
            description = "Nobody gives what they do not hold, nor for longer than they hold it themselves.")
    @ApiResponse(
            responseCode = "201",
            description = "The user has it.",
            content = @Content(schema = @Schema(implementation = Grant.class)))
    public Response give(@Auth Caller caller, @PathParam("id") UserId user, NewGrant wanted) {
        Grant grant = grants.give(caller, user, wanted);
        return Answers.created(
                settings.link(
                        "/v1/users/" + user.value() + "/grants/" + grant.id().value()),
                grant);
    }

    @DELETE
    @Path("/{grant}")
    @RequiresPermission("role:assign")
    @Operation(
            operationId = "takeGrant",
            summary = "Take a grant away from a user",
            description = "Takes effect within 2 s.")
    @ApiResponse(responseCode = "204", description = "The user has it no more.")
    public void take(@Auth Caller caller, @PathParam("id") UserId user, @PathParam("grant") GrantId grant) {
        grants.take(caller, user, grant);
    }
}
