package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser answers with that has used a passkey; all bytes are in base64url.
 *
 * @param id the credential id
 * @param clientData the JSON of the client data
 * @param authenticatorData what the authenticator says of itself
 * @param signature over that and the digest of the client data
 * @param userHandle whose passkey the authenticator says it is
 */
public record Assertion(
        String id, String clientData, String authenticatorData, String signature, Optional<String> userHandle) {
    /** So many bytes a credential id has at most (WebAuthn, section 4). */
    static final int LONGEST_ID = 1023;

    static final int LONGEST = 16_384;
    private static final int LONGEST_HANDLE = 64;

    public Assertion {
        requireNonNull(id);
        requireNonNull(clientData);
        requireNonNull(authenticatorData);
        requireNonNull(signature);
        requireNonNull(userHandle);
    }

    /** What a client has sent. */
    public static Assertion of(
            @Nullable String id,
            @Nullable String clientData,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle) {
        return new Assertion(
                Base64Url.checked(id, LONGEST_ID),
                Base64Url.checked(clientData, LONGEST),
                Base64Url.checked(authenticatorData, LONGEST),
                Base64Url.checked(signature, LONGEST),
                Optional.ofNullable(userHandle).map(handle -> Base64Url.checked(handle, LONGEST_HANDLE)));
    }

    @Override
    public String toString() {
        return "Assertion[" + id + "]";
    }
}
