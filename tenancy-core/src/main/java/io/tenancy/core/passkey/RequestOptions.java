package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.passkey.CreationOptions.Descriptor;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a browser has to be told to use a passkey (WebAuthn, section 5.1.9, PublicKeyCredentialRequestOptionsJSON).
 *
 * @param timeout for how long the challenge is good, in milliseconds
 * @param allowCredentials the passkeys that will do; nothing where the authenticator offers those that it has
 */
public record RequestOptions(
        String challenge, long timeout, String rpId, List<Descriptor> allowCredentials, String userVerification) {
    public RequestOptions {
        requireNonNull(challenge);
        requireNonNull(rpId);
        allowCredentials = List.copyOf(allowCredentials);
        requireNonNull(userVerification);
    }

    static RequestOptions of(RelyingParty party, String challenge, Stream<Passkey> allowed) {
        return new RequestOptions(
                challenge,
                PasskeyChallenges.LIFE.toMillis(),
                party.id(),
                allowed.map(Descriptor::of).toList(),
                "required");
    }
}
