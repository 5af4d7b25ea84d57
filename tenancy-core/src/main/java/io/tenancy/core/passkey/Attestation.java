package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser answers with that has made a passkey; all bytes are in base64url.
 *
 * @param id the credential id
 * @param clientData the JSON of the client data
 * @param attestationObject the CBOR with the public key
 * @param transports how the authenticator can be reached
 */
public record Attestation(String id, String clientData, String attestationObject, List<String> transports) {
    private static final int MOST_TRANSPORTS = 10;
    private static final Pattern TRANSPORT = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Attestation {
        requireNonNull(id);
        requireNonNull(clientData);
        requireNonNull(attestationObject);
        transports = List.copyOf(transports);
    }

    /** What a client has sent. */
    public static Attestation of(
            @Nullable String id,
            @Nullable String clientData,
            @Nullable String attestationObject,
            @Nullable List<String> transports) {
        return new Attestation(
                Base64Url.checked(id, Assertion.LONGEST_ID),
                Base64Url.checked(clientData, Assertion.LONGEST),
                Base64Url.checked(attestationObject, Assertion.LONGEST),
                transports == null ? List.of() : checked(transports));
    }

    private static List<String> checked(List<String> transports) {
        if (transports.size() > MOST_TRANSPORTS
                || !transports.stream().allMatch(one -> TRANSPORT.matcher(one).matches())) {
            throw new Invalid(
                    "credential",
                    "credential.malformed",
                    "The transports of a credential are few, as \"usb\" and \"internal\".");
        }
        return transports;
    }

    @Override
    public String toString() {
        return "Attestation[" + id + "]";
    }
}
