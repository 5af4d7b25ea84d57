package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mfa.PasskeyService;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.NewPasskey;
import io.tenancy.core.passkey.Passkey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The passkeys of the signed-in user. */
@Path("/v1/me/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class OwnPasskeyResource {
    private final PasskeyService passkeys;
    private final ApiSettings settings;

    public OwnPasskeyResource(Services services, ApiSettings settings) {
        this.passkeys = services.passkeys();
        this.settings = requireNonNull(settings);
    }

    /** A passkey that a browser has made. */
    public record MadePasskey(String name, MadeCredential credential) {
        public MadePasskey(@Nullable String name, @Nullable MadeCredential credential) {
            this.name = NewPasskey.name(name);
            this.credential = Check.present("credential", credential);
        }

        NewPasskey checked() {
            return new NewPasskey(name, credential.checked());
        }
    }

    /** What a passkey is to be called. */
    public record PasskeyName(String name) {
        public PasskeyName(@Nullable String name) {
            this.name = NewPasskey.name(name);
        }
    }

    @GET
    @SignedIn
    @Operation(operationId = "listOwnPasskeys", summary = "List one's passkeys", description = "The oldest first.")
    public Page<Passkey> list(@Auth Caller caller) {
        return new Page<>(passkeys.list(caller), Optional.empty());
    }

    @GET
    @Path("/{id}")
    @SignedIn
    @Operation(operationId = "getOwnPasskey", summary = "See one of one's passkeys")
    public Passkey get(@Auth Caller caller, @PathParam("id") PasskeyId id) {
        return passkeys.get(caller, id);
    }

    @POST
    @Path("/options")
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "beginPasskey",
            summary = "Begin to make a passkey",
            description = "Answers with what navigator.credentials.create has to be told, by"
                    + " PublicKeyCredential.parseCreationOptionsFromJSON. The challenge is good for five minutes, once, and"
                    + " in this session.")
    public CreationOptions begin(@Auth Caller caller) {
        return passkeys.begin(caller);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @Once
    @Operation(operationId = "addPasskey", summary = "Take a passkey into use that was made")
    @ApiResponse(
            responseCode = "201",
            description = "The passkey is in use.",
            content = @Content(schema = @Schema(implementation = Passkey.class)))
    public Response add(@Auth Caller caller, MadePasskey made) {
        Passkey passkey = passkeys.add(caller, made.checked());
        return Answers.created(settings.link("/v1/me/passkeys/" + passkey.id().value()), passkey);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @ChecksVersion
    @Operation(operationId = "renamePasskey", summary = "Give a passkey another name")
    public Passkey rename(@Auth Caller caller, @PathParam("id") PasskeyId id, PasskeyName wanted) {
        return passkeys.rename(caller, id, wanted.name());
    }

    @DELETE
    @Path("/{id}")
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "removePasskey",
            summary = "Give up a passkey",
            description = "Not the last second factor, where the tenant asks for one.")
    @ApiResponse(responseCode = "204", description = "The passkey is good for nothing any more.")
    public void remove(@Auth Caller caller, @PathParam("id") PasskeyId id) {
        passkeys.remove(caller, id);
    }
}
