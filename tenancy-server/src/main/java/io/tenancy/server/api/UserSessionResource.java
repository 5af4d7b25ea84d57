package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.session.OpenSession;
import io.tenancy.core.session.OpenSessions;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The sessions of a user of the caller's tenant. */
@Path("/v1/users/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class UserSessionResource {
    private final OpenSessions sessions;

    public UserSessionResource(Services services) {
        this.sessions = services.openSessions();
    }

    @GET
    @RequiresPermission("session:read")
    @Operation(operationId = "listSessionsOfUser", summary = "See where a user is signed in")
    public Page<OpenSession> list(@Auth Caller caller, @PathParam("id") UserId user) {
        return new Page<>(sessions.of(caller, user), Optional.empty());
    }

    @DELETE
    @RequiresPermission("session:write")
    @Operation(operationId = "endSessionsOfUser", summary = "Sign a user out everywhere")
    @ApiResponse(responseCode = "204", description = "All sessions of the user have ended.")
    public void endAll(@Auth Caller caller, @PathParam("id") UserId user) {
        sessions.endAll(caller, user);
    }

    @DELETE
    @Path("/{session}")
    @RequiresPermission("session:write")
    @Operation(operationId = "endSessionOfUser", summary = "End a session of a user")
    @ApiResponse(responseCode = "204", description = "The session has ended.")
    public void end(@Auth Caller caller, @PathParam("id") UserId user, @PathParam("session") SessionId session) {
        sessions.end(caller, user, session);
    }
}
