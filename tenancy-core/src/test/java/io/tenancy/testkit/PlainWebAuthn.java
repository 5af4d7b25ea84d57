package io.tenancy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Attestation;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.WebAuthn;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Passkeys whose client data is their challenge, and whose signature is their id, for tests. */
public final class PlainWebAuthn implements WebAuthn {
    /** What a browser would answer that has made a passkey. */
    public static Attestation attestation(String credential, String challenge) {
        return Attestation.of(text(credential), text(challenge), text("0"), List.of("internal"));
    }

    /** What a browser would answer that has used a passkey, which has signed so often. */
    public static Assertion assertion(String credential, String challenge, long count, String handle) {
        return Assertion.of(
                text(credential), text(challenge), text(String.valueOf(count)), text("by " + credential), handle);
    }

    @Override
    public Optional<String> challenge(String clientData) {
        return attempt(() -> read(clientData));
    }

    @Override
    public Optional<NewKey> register(Attestation attestation, String challenge) {
        return attempt(() -> new NewKey(
                        attestation.id(),
                        Long.parseLong(read(attestation.attestationObject())),
                        new UUID(0, 0),
                        true,
                        true))
                .filter(key -> isAnswered(attestation.clientData(), challenge));
    }

    @Override
    public Optional<Shown> verify(PasskeyKey key, Assertion assertion, String challenge) {
        return attempt(() -> new Shown(Long.parseLong(read(assertion.authenticatorData())), true))
                .filter(shown -> isAnswered(assertion.clientData(), challenge))
                .filter(shown ->
                        attempt(() -> read(assertion.signature())).equals(Optional.of("by " + read(key.publicKey()))));
    }

    private static boolean isAnswered(String clientData, String challenge) {
        return attempt(() -> read(clientData)).equals(Optional.of(challenge));
    }

    /** Nothing that a stranger sends makes an exception. */
    private static <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String read(String text) {
        return new String(Base64.getUrlDecoder().decode(text), UTF_8);
    }
}
