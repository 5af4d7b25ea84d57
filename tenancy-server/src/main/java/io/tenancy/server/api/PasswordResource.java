package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.account.ForgottenPassword;
import io.tenancy.core.account.NewPassword;
import io.tenancy.core.account.RecoveryService;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.MfaRequired;
import io.tenancy.core.login.PasswordChange;
import io.tenancy.core.login.SignIn;
import io.tenancy.core.login.TokenPair;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Another password, for who knows the present one and for who has forgotten it. */
@Path("/v1/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class PasswordResource {
    private final LoginService logins;
    private final RecoveryService recoveries;

    public PasswordResource(Services services) {
        this.logins = services.logins();
        this.recoveries = services.recoveries();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "changePassword",
            summary = "Replace a password",
            description = "Also the way from a one-time password to one of one's own. Ends all other sessions."
                    + " Nothing changes before the second factor is shown, where one is needed.")
    @ApiResponse(
            responseCode = "200",
            description = "Signed in, or asked for a second factor.",
            content = @Content(schema = @Schema(oneOf = {TokenPair.class, MfaRequired.class})))
    public SignIn changePassword(PasswordChange change, @Context HttpServletRequest request) {
        return logins.changePassword(change, Clients.of(request));
    }

    @POST
    @Path("/forgot")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "forgotPassword",
            summary = "Ask for a mail to choose another password",
            description = "The answer is the same whether there is such an account or not.")
    @ApiResponse(responseCode = "202", description = "If there is such an account, a mail is on its way.")
    public Response forgot(ForgottenPassword forgotten, @Context HttpServletRequest request) {
        recoveries.forgot(forgotten, Clients.of(request));
        return Response.accepted().build();
    }

    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "resetPassword",
            summary = "Choose another password with the token of a mail",
            description = "Ends all sessions, and signs nobody in.")
    @ApiResponse(responseCode = "204", description = "The password is replaced.")
    public void reset(NewPassword wanted) {
        recoveries.reset(wanted);
    }
}
