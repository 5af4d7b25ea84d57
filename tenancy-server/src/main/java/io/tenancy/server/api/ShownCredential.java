package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.tenancy.core.Check;
import io.tenancy.core.passkey.Assertion;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PublicKeyCredential.toJSON()} answers with in a browser that has used a passkey (WebAuthn,
 * AuthenticationResponseJSON). Browsers say more than is asked of them, and ever more: what is not named here is ignored.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShownCredential(String id, ShownResponse response) {
    public ShownCredential(@Nullable String id, @Nullable ShownResponse response) {
        this.id = Check.present("credential", id);
        this.response = Check.present("credential", response);
    }

    /** What the core knows of it, if it is there. */
    public static @Nullable Assertion read(@Nullable ShownCredential credential) {
        return credential == null ? null : credential.checked();
    }

    /** What the core knows of it. */
    public Assertion checked() {
        return Assertion.of(
                id,
                response.clientDataJSON(),
                response.authenticatorData(),
                response.signature(),
                response.userHandle());
    }

    /** What the authenticator answers. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ShownResponse(
            String clientDataJSON,
            String authenticatorData,
            String signature,
            @Nullable String userHandle) {
        public ShownResponse(
                @Nullable String clientDataJSON,
                @Nullable String authenticatorData,
                @Nullable String signature,
                @Nullable String userHandle) {
            this.clientDataJSON = Check.present("credential", clientDataJSON);
            this.authenticatorData = Check.present("credential", authenticatorData);
            this.signature = Check.present("credential", signature);
            this.userHandle = userHandle;
        }
    }
}
