package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.Acceptance;
import io.tenancy.core.invitation.AcceptanceService;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.MfaRequired;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.login.SignIn;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.user.User;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Signing in, staying signed in, signing out, and becoming a user. */
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class AuthResource {
    private final LoginService logins;
    private final RefreshService refreshes;
    private final SessionService sessions;
    private final AcceptanceService acceptances;

    public AuthResource(Services services) {
        this.logins = services.logins();
        this.refreshes = services.refreshes();
        this.sessions = services.sessions();
        this.acceptances = services.acceptances();
    }

    /** The token that is to be exchanged. */
    public record Refresh(Secret refreshToken) {
        public Refresh(@Nullable Secret refreshToken) {
            this.refreshToken = Check.present("refreshToken", refreshToken);
        }
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "login",
            summary = "Sign in with a password",
            description = "Answers with tokens, or with what is needed besides: a second factor.")
    @ApiResponse(
            responseCode = "200",
            description = "Signed in, or asked for a second factor.",
            content = @Content(schema = @Schema(oneOf = {TokenPair.class, MfaRequired.class})))
    public SignIn login(Login login, @Context HttpServletRequest request) {
        return logins.login(login, Clients.of(request));
    }

    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "refresh",
            summary = "Exchange a refresh token for the next pair",
            description = "Each refresh token is good once. The use of an older one ends the session.")
    public TokenPair refresh(Refresh refresh, @Context HttpServletRequest request) {
        return refreshes.refresh(refresh.refreshToken(), Clients.of(request));
    }

    @POST
    @Path("/logout")
    @SignedIn
    @AnyProof
    @Operation(operationId = "logout", summary = "End the session")
    @ApiResponse(responseCode = "204", description = "The session has ended.")
    public void logout(@Auth Caller caller) {
        sessions.logout(caller);
    }

    @POST
    @Path("/invitations/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(operationId = "acceptInvitation", summary = "Accept an invitation and choose a password")
    public User accept(Acceptance acceptance) {
        return acceptances.accept(acceptance);
    }
}
