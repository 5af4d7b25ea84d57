package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.FactorService;
import io.tenancy.core.mfa.FactorService.Own;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second factors of the signed-in user. */
@Path("/v1/me/mfa")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class OwnMfaResource {
    private final FactorService factors;

    public OwnMfaResource(Services services) {
        this.factors = services.factors();
    }

    /** What an authenticator app shows. */
    public record AppCode(Secret code) {
        public AppCode(@Nullable Secret code) {
            this.code = new Secret(Check.text("code", code == null ? null : code.reveal(), 100));
        }
    }

    /** Codes that nobody sees again. */
    public record NewRecoveryCodes(List<Secret> recoveryCodes) {
        public NewRecoveryCodes {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    @GET
    @SignedIn
    @Operation(operationId = "getOwnMfa", summary = "See one's second factors")
    public Own get(@Auth Caller caller) {
        return factors.get(caller);
    }

    @POST
    @Path("/totp")
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "startTotp",
            summary = "Begin to set up an authenticator app",
            description = "Also in the place of the one in use, which stays until the new one is confirmed.")
    public Enrolment start(@Auth Caller caller) {
        return factors.begin(caller);
    }

    @POST
    @Path("/totp/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "confirmTotp",
            summary = "Take an authenticator app into use by its first code",
            description = "Answers with recovery codes, which are shown once and replace those that there were. After"
                    + " five wrong codes one has to wait, and to begin anew.")
    public NewRecoveryCodes confirm(@Auth Caller caller, AppCode app, @Context HttpServletRequest request) {
        return new NewRecoveryCodes(factors.confirm(caller, app.code(), Clients.of(request)));
    }

    @DELETE
    @Path("/totp")
    @SignedIn
    @FreshProof
    @Operation(operationId = "removeTotp", summary = "Give up the authenticator app and the recovery codes")
    @ApiResponse(responseCode = "204", description = "There is no second factor any more.")
    public void remove(@Auth Caller caller) {
        factors.remove(caller);
    }

    @POST
    @Path("/recovery-codes")
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "renewRecoveryCodes",
            summary = "Replace the recovery codes",
            description = "They are shown once; the old ones are void.")
    public NewRecoveryCodes renew(@Auth Caller caller) {
        return new NewRecoveryCodes(factors.renewRecoveryCodes(caller));
    }
}
