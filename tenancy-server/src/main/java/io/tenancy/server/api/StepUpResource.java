package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.AccessToken;
import io.tenancy.core.login.Reassurance;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Proving anew who one is, before something dangerous. */
@Path("/v1/auth/step-up")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class StepUpResource {
    private final StepUpService stepUps;

    public StepUpResource(Services services) {
        this.stepUps = services.stepUps();
    }

    /** The password, a passkey, or a code and what it is a code of. */
    public record StepUp(
            @Nullable Secret password,
            @Nullable Factor method,
            @Nullable Secret code,
            @Nullable ShownCredential credential) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @AnyProof
    @Operation(
            operationId = "stepUp",
            summary = "Prove anew who one is",
            description =
                    "Answers with an access token of the same session whose auth_time is now. Who has a second factor"
                            + " proves it by that one; for everybody else the password will do.")
    public AccessToken stepUp(@Auth Caller caller, StepUp proof, @Context HttpServletRequest request) {
        Reassurance checked = Reassurance.of(
                proof.password(), proof.method(), proof.code(), ShownCredential.read(proof.credential()));
        return stepUps.stepUp(caller, checked, Clients.of(request));
    }

    @POST
    @Path("/passkey/options")
    @SignedIn
    @AnyProof
    @Operation(
            operationId = "beginPasskeyStepUp",
            summary = "Begin to prove anew who one is with a passkey",
            description = "Answers with what navigator.credentials.get has to be told.")
    public RequestOptions beginPasskey(@Auth Caller caller) {
        return stepUps.passkeyOptions(caller);
    }
}
