package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tenancy.core.Check;
import io.tenancy.core.passkey.Attestation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PublicKeyCredential.toJSON()} answers with in a browser that has made a passkey (WebAuthn,
 * RegistrationResponseJSON). Browsers say more than is asked of them, and ever more: what is not named here is ignored.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MadeCredential(String id, MadeResponse response) {
    public MadeCredential(@Nullable String id, @Nullable MadeResponse response) {
        this.id = Check.present("credential", id);
        this.response = Check.present("credential", response);
    }

    /** What the core knows of it. */
    public Attestation checked() {
        return Attestation.of(id, response.clientDataJSON(), response.attestationObject(), response.transports());
    }

    /** What the authenticator answers. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record MadeResponse(
            String clientDataJSON,
            String attestationObject,
            @Nullable List<String> transports) {
        public MadeResponse(
                @Nullable String clientDataJSON,
                @Nullable String attestationObject,
                @Nullable List<String> transports) {
            this.clientDataJSON = Check.present("credential", clientDataJSON);
            this.attestationObject = Check.present("credential", attestationObject);
            this.transports = transports;
        }
    }
}
