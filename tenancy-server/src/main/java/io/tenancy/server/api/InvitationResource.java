package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.core.user.UserService;
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

/** Invitations that nobody has accepted yet; each has the id of the user who is invited. */
@Path("/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class InvitationResource {
    private final UserService users;
    private final InvitationService invitations;

    public InvitationResource(Services services) {
        this.users = services.users();
        this.invitations = services.invitations();
    }

    @GET
    @RequiresPermission("user:read")
    @Operation(operationId = "listInvitations", summary = "List the users who have not accepted their invitation")
    public Page<User> list(
            @Auth Caller caller,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        UserQuery invited = new UserQuery(Optional.empty(), Optional.of(User.Status.INVITED), Sort.CREATED);
        return users.list(caller, invited, new PageRequest(cursor, limit));
    }

    @POST
    @Path("/{id}/resend")
    @RequiresPermission("user:write")
    @Operation(
            operationId = "resendInvitation",
            summary = "Send an invitation again",
            description = "Every older one is void.")
    public User resend(@Auth Caller caller, @PathParam("id") UserId id) {
        return invitations.inviteAgain(caller, id);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("user:delete")
    @Operation(
            operationId = "revokeInvitation",
            summary = "Take back an invitation",
            description = "The invited user is deleted.")
    @ApiResponse(responseCode = "204", description = "The invitation is void.")
    public void revoke(@Auth Caller caller, @PathParam("id") UserId id) {
        invitations.revoke(caller, id);
    }
}
