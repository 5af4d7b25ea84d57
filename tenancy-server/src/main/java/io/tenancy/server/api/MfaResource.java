package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.login.Enrolled;
import io.tenancy.core.login.EnrolmentProof;
import io.tenancy.core.login.FactorProof;
import io.tenancy.core.login.MfaService;
import io.tenancy.core.login.SecondProof;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.NewPasskey;
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

/** The second half of a sign-in, which its first half has asked for. */
@Path("/v1/auth/mfa")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class MfaResource {
    private final MfaService mfa;

    public MfaResource(Services services) {
        this.mfa = services.mfa();
    }

    /** The token of a sign-in that waits. */
    public record MfaToken(Secret token) {
        public MfaToken(@Nullable Secret token) {
            this.token = Check.present("token", token);
        }
    }

    /** The token of a sign-in that waits, and a second factor: a passkey, or a code and what it is a code of. */
    public record MfaProof(
            Secret token,
            Factor method,
            @Nullable Secret code,
            @Nullable ShownCredential credential) {
        public MfaProof(
                @Nullable Secret token,
                @Nullable Factor method,
                @Nullable Secret code,
                @Nullable ShownCredential credential) {
            this.token = Check.present("token", token);
            this.method = Check.present("method", method);
            this.code = code;
            this.credential = credential;
        }

        SecondProof checked() {
            return new SecondProof(token, FactorProof.of(method, code, ShownCredential.read(credential)));
        }
    }

    /** The token of a sign-in that waits, and a passkey that was made for it. */
    public record PasskeyEnrolment(Secret token, String name, MadeCredential credential) {
        public PasskeyEnrolment(@Nullable Secret token, @Nullable String name, @Nullable MadeCredential credential) {
            this.token = Check.present("token", token);
            this.name = NewPasskey.name(name);
            this.credential = Check.present("credential", credential);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "completeMfa",
            summary = "Sign in with a second factor",
            description = "The token is good for five codes within five minutes, and each code is good once.")
    public TokenPair complete(MfaProof proof, @Context HttpServletRequest request) {
        return mfa.complete(proof.checked(), Clients.of(request));
    }

    @POST
    @Path("/passkey/options")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "beginMfaPasskey",
            summary = "Begin to show a passkey as the second factor",
            description = "Answers with what navigator.credentials.get has to be told.")
    public RequestOptions beginPasskey(MfaToken token) {
        return mfa.passkeyOptions(token.token());
    }

    @POST
    @Path("/enrol/passkey/options")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "enrolPasskey",
            summary = "Begin to make a passkey at a sign-in",
            description = "In the place of an authenticator app, for who needs a second factor and has none.")
    public CreationOptions enrolPasskey(MfaToken token) {
        return mfa.enrolPasskey(token.token());
    }

    @POST
    @Path("/enrol/passkey")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(operationId = "confirmPasskey", summary = "Sign in with a passkey that is new")
    public TokenPair confirmPasskey(PasskeyEnrolment made, @Context HttpServletRequest request) {
        NewPasskey wanted = new NewPasskey(made.name(), made.credential().checked());
        return mfa.confirmPasskey(made.token(), wanted, Clients.of(request));
    }

    @POST
    @Path("/enrol")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "enrolMfa",
            summary = "Begin to set up an authenticator app at a sign-in",
            description = "For who needs a second factor and has none. Confirm it by the first code of the app.")
    public Enrolment enrol(MfaToken token) {
        return mfa.enrol(token.token());
    }

    @POST
    @Path("/enrol/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "confirmMfa",
            summary = "Sign in with an authenticator app that is new",
            description = "Answers with recovery codes too, which are shown once.")
    public Enrolled confirm(EnrolmentProof proof, @Context HttpServletRequest request) {
        return mfa.confirm(proof, Clients.of(request));
    }
}
