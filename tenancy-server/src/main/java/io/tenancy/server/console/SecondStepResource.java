package io.tenancy.server.console;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.login.Enrolled;
import io.tenancy.core.login.EnrolmentProof;
import io.tenancy.core.login.FactorProof;
import io.tenancy.core.login.MfaService;
import io.tenancy.core.login.SecondProof;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.NewPasskey;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.server.Services;
import io.tenancy.server.api.Clients;
import io.tenancy.server.api.MadeCredential;
import io.tenancy.server.api.Open;
import io.tenancy.server.api.ShownCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second half of a browser's sign-in; the token of the first half is in a cookie. */
@Path("/console/session/mfa")
@Produces(MediaType.APPLICATION_JSON)
@Hidden
public final class SecondStepResource {
    private final MfaService mfa;

    public SecondStepResource(Services services) {
        this.mfa = services.mfa();
    }

    /** A second factor: a passkey, or a code and what it is a code of. */
    public record ShownFactor(
            Factor method, @Nullable Secret code, @Nullable ShownCredential credential) {
        public ShownFactor(@Nullable Factor method, @Nullable Secret code, @Nullable ShownCredential credential) {
            this.method = Check.present("method", method);
            this.code = code;
            this.credential = credential;
        }
    }

    /** The first code of an authenticator app. */
    public record FirstCode(@Nullable Secret code) {}

    /** A passkey that was made now. */
    public record MadePasskey(String name, MadeCredential credential) {
        public MadePasskey(@Nullable String name, @Nullable MadeCredential credential) {
            this.name = NewPasskey.name(name);
            this.credential = Check.present("credential", credential);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response complete(ShownFactor shown, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        FactorProof proof = FactorProof.of(shown.method(), shown.code(), ShownCredential.read(shown.credential()));
        return Signed.answer(mfa.complete(new SecondProof(token(headers), proof), Clients.of(request)));
    }

    @POST
    @Path("/passkey/options")
    @Open
    public RequestOptions beginPasskey(@Context HttpHeaders headers) {
        return mfa.passkeyOptions(token(headers));
    }

    @POST
    @Path("/enrol")
    @Open
    public Enrolment enrol(@Context HttpHeaders headers) {
        return mfa.enrol(token(headers));
    }

    @POST
    @Path("/enrol/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response confirm(FirstCode first, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        Enrolled enrolled = mfa.confirm(new EnrolmentProof(token(headers), first.code()), Clients.of(request));
        return Signed.answer(enrolled.tokens(), enrolled.recoveryCodes());
    }

    @POST
    @Path("/enrol/passkey/options")
    @Open
    public CreationOptions enrolPasskey(@Context HttpHeaders headers) {
        return mfa.enrolPasskey(token(headers));
    }

    @POST
    @Path("/enrol/passkey")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    public Response confirmPasskey(
            MadePasskey made, @Context HttpHeaders headers, @Context HttpServletRequest request) {
        NewPasskey wanted = new NewPasskey(made.name(), made.credential().checked());
        return Signed.answer(mfa.confirmPasskey(token(headers), wanted, Clients.of(request)), List.of());
    }

    private static Secret token(HttpHeaders headers) {
        return SessionCookie.STEP
                .in(headers)
                .orElseThrow(() -> new Unauthenticated("mfa.failed", "The sign-in has to begin anew."));
    }
}
