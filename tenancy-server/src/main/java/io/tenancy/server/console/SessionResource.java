package io.tenancy.server.console;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.AccessToken;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.PasskeyLoginService;
import io.tenancy.core.login.PasswordChange;
import io.tenancy.core.login.Reassurance;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.login.StepUpService;
import io.tenancy.server.Services;
import io.tenancy.server.api.AnyProof;
import io.tenancy.server.api.Clients;
import io.tenancy.server.api.Cost;
import io.tenancy.server.api.Open;
import io.tenancy.server.api.PasskeyResource.PasskeyLogin;
import io.tenancy.server.api.ShownCredential;
import io.tenancy.server.api.SignedIn;
import io.tenancy.server.api.StepUpResource.StepUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Signing a browser in and out: the use cases of {@code /v1/auth}, with the tokens in cookies. */
@Path("/console/session")
@Produces(MediaType.APPLICATION_JSON)
@Hidden
public final class SessionResource {
    private final LoginService logins;
    private final PasskeyLoginService passkeys;
    private final RefreshService refreshes;
    private final StepUpService stepUps;

    public SessionResource(Services services) {
        this.logins = services.logins();
        this.passkeys = services.passkeyLogins();
        this.refreshes = services.refreshes();
        this.stepUps = services.stepUps();
    }

    /** Whether there is a session to speak of; whether it is good, the first request with it says. */
    public record Known(boolean signedIn) {}

    @GET
    @Open
    @Cost(0)
    public Known known(@Context HttpHeaders headers) {
        return new Known(SessionCookie.REFRESH.in(headers).isPresent());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response login(Login login, @Context HttpServletRequest request) {
        return Signed.answer(logins.login(login, Clients.of(request)));
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response changePassword(PasswordChange change, @Context HttpServletRequest request) {
        return Signed.answer(logins.changePassword(change, Clients.of(request)));
    }

    @POST
    @Path("/passkey")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response passkey(PasskeyLogin login, @Context HttpServletRequest request) {
        return Signed.answer(passkeys.signIn(login.credential().checked(), Clients.of(request)));
    }

    /** Of tabs that do this at the same time each gets the same successor, by the grace of the refresh token. */
    @POST
    @Path("/refresh")
    @Open
    public Response refresh(@Context HttpHeaders headers, @Context HttpServletRequest request) {
        Secret token = SessionCookie.REFRESH
                .in(headers)
                .orElseThrow(() -> new Unauthenticated("session.invalid_refresh_token", "Nobody is signed in."));
        return Signed.answer(refreshes.refresh(token, Clients.of(request)));
    }

    @POST
    @Path("/step-up")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @AnyProof
    public Response stepUp(@Auth Caller caller, StepUp proof, @Context HttpServletRequest request) {
        Reassurance checked = Reassurance.of(
                proof.password(), proof.method(), proof.code(), ShownCredential.read(proof.credential()));
        AccessToken token = stepUps.stepUp(caller, checked, Clients.of(request));
        return Response.noContent()
                .cookie(SessionCookie.ACCESS.with(token.accessToken()))
                .build();
    }

    /** Signs out: works with an access token that is over, too, and does nothing for who is not signed in. */
    @DELETE
    @Open
    public Response logout(@Context HttpHeaders headers) {
        SessionCookie.REFRESH.in(headers).ifPresent(refreshes::revoke);
        return Response.noContent()
                .cookie(
                        SessionCookie.ACCESS.gone(),
                        SessionCookie.REFRESH.gone(),
                        SessionCookie.STEP.gone(),
                        SessionCookie.VISIT.gone())
                .build();
    }
}
