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
import io.tenancy.server.Services;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The sessions of the signed-in user. */
@Path("/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class OwnSessionResource {
    private final OpenSessions sessions;

    public OwnSessionResource(Services services) {
        this.sessions = services.openSessions();
    }

    @GET
    @SignedIn
    @Operation(
            operationId = "listOwnSessions",
            summary = "See where one is signed in",
            description = "The session that was used last comes first.")
    public Page<OpenSession> list(@Auth Caller caller) {
        return new Page<>(sessions.own(caller), Optional.empty());
    }

    @DELETE
    @SignedIn
    @Operation(operationId = "endOtherSessions", summary = "Sign out everywhere else")
    @ApiResponse(responseCode = "204", description = "All other sessions have ended.")
    public void endOthers(@Auth Caller caller) {
        sessions.endOthers(caller);
    }

    @DELETE
    @Path("/{id}")
    @SignedIn
    @Operation(operationId = "endOwnSession", summary = "End one of one's sessions")
    @ApiResponse(responseCode = "204", description = "The session has ended.")
    public void end(@Auth Caller caller, @PathParam("id") SessionId id) {
        sessions.endOwn(caller, id);
    }
}
