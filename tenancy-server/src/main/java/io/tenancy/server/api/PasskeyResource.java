package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.login.PasskeyLoginService;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in with a passkey in the place of a password. */
@Path("/v1/auth/passkey")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class PasskeyResource {
    private final PasskeyLoginService logins;

    public PasskeyResource(Services services) {
        this.logins = services.passkeyLogins();
    }

    /** Whose passkey is asked for: that of one tenant, or whichever. */
    public record PasskeyRequest(@Nullable String tenant) {
        Optional<String> checked() {
            return Optional.ofNullable(tenant).map(slug -> Check.text("tenant", slug, 100));
        }
    }

    /** A passkey that is shown. */
    public record PasskeyLogin(ShownCredential credential) {
        public PasskeyLogin(@Nullable ShownCredential credential) {
            this.credential = Check.present("credential", credential);
        }
    }

    @POST
    @Path("/options")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "beginPasskeyLogin",
            summary = "Begin to sign in with a passkey",
            description = "Answers with what navigator.credentials.get has to be told, by"
                    + " PublicKeyCredential.parseRequestOptionsFromJSON; it is the same whether there is such a tenant or"
                    + " not. The challenge is good for five minutes, and once.")
    public RequestOptions begin(PasskeyRequest request) {
        return logins.begin(request.checked());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "loginWithPasskey",
            summary = "Sign in with a passkey",
            description = "A passkey is two factors: whoever signs in with one is asked for nothing else.")
    public TokenPair login(PasskeyLogin login, @Context HttpServletRequest request) {
        return logins.signIn(login.credential().checked(), Clients.of(request));
    }
}
