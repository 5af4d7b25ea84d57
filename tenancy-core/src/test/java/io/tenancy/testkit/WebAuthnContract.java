package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Attestation;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.WebAuthn;
import io.tenancy.core.passkey.WebAuthn.NewKey;
import io.tenancy.core.passkey.WebAuthn.Shown;
import io.tenancy.core.user.UserId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WebAuthn} does. An adapter supplies it, and authenticators whose answers it can read. */
public abstract class WebAuthnContract {
    private static final String CHALLENGE = challenge(32);
    private static final String ANOTHER = challenge(33);

    protected abstract WebAuthn webAuthn();

    /** An authenticator, and its browser, with a passkey of its own that counts its uses from 1. */
    protected abstract Authenticator authenticator();

    /** What answers challenges. */
    protected interface Authenticator {
        Attestation made(String challenge);

        Assertion shown(String challenge);
    }

    @Test
    final void verifiesAKeyAndThenWhatItSigns() {
        Authenticator authenticator = authenticator();

        NewKey key =
                webAuthn().register(authenticator.made(CHALLENGE), CHALLENGE).orElseThrow();

        assertThat(key.signCount()).isZero();
        assertThat(verify(key, authenticator.shown(CHALLENGE)).map(Shown::signCount))
                .contains(1L);
        assertThat(verify(key, authenticator.shown(CHALLENGE)).map(Shown::signCount))
                .contains(2L);
    }

    /** Whether there was such a number before is for others to say. */
    @Test
    final void takesTheSameAnswerAgain() {
        Authenticator authenticator = authenticator();
        NewKey key =
                webAuthn().register(authenticator.made(CHALLENGE), CHALLENGE).orElseThrow();
        Assertion shown = authenticator.shown(CHALLENGE);

        assertThat(verify(key, shown)).isPresent().isEqualTo(verify(key, shown));
    }

    @Test
    final void saysWhichChallengeIsAnsweredAndVerifiesNothingOfIt() {
        Authenticator authenticator = authenticator();

        assertThat(webAuthn().challenge(authenticator.made(CHALLENGE).clientData()))
                .contains(CHALLENGE);
        assertThat(webAuthn().challenge(authenticator.shown(ANOTHER).clientData()))
                .contains(ANOTHER);
    }

    @Test
    final void refusesTheAnswerToAnotherChallenge() {
        Authenticator authenticator = authenticator();
        NewKey key =
                webAuthn().register(authenticator.made(CHALLENGE), CHALLENGE).orElseThrow();

        assertThat(webAuthn().register(authenticator.made(ANOTHER), CHALLENGE)).isEmpty();
        assertThat(verify(key, authenticator.shown(ANOTHER))).isEmpty();
    }

    @Test
    final void refusesWhatAnotherKeyHasSigned() {
        Authenticator authenticator = authenticator();
        Authenticator other = authenticator();
        NewKey key =
                webAuthn().register(authenticator.made(CHALLENGE), CHALLENGE).orElseThrow();
        NewKey otherKey = webAuthn().register(other.made(CHALLENGE), CHALLENGE).orElseThrow();
        Assertion shown = authenticator.shown(CHALLENGE);

        assertThat(verify(otherKey, shown)).isEmpty();
        assertThat(verify(key, other.shown(CHALLENGE))).isEmpty();
        assertThat(verify(key, shown)).isPresent();
    }

    /** The texts are a stranger's; none of them makes an exception. */
    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "!", "e30", "W10", "gYGBgYGB"})
    final void refusesEveryOtherText(String text) {
        Authenticator authenticator = authenticator();
        Attestation made = authenticator.made(CHALLENGE);
        NewKey key = webAuthn().register(made, CHALLENGE).orElseThrow();
        Assertion shown = authenticator.shown(CHALLENGE);

        assertThat(webAuthn().challenge(text).filter(CHALLENGE::equals)).isEmpty();
        assertThat(webAuthn()
                        .register(new Attestation(made.id(), text, made.attestationObject(), List.of()), CHALLENGE))
                .isEmpty();
        assertThat(webAuthn().register(new Attestation(made.id(), made.clientData(), text, List.of()), CHALLENGE))
                .isEmpty();
        assertThat(verify(key, like(shown, text, shown.authenticatorData(), shown.signature())))
                .isEmpty();
        assertThat(verify(key, like(shown, shown.clientData(), text, shown.signature())))
                .isEmpty();
        assertThat(verify(key, like(shown, shown.clientData(), shown.authenticatorData(), text)))
                .isEmpty();
    }

    private static Assertion like(Assertion shown, String clientData, String authenticatorData, String signature) {
        return new Assertion(shown.id(), clientData, authenticatorData, signature, shown.userHandle());
    }

    private Optional<Shown> verify(NewKey key, Assertion shown) {
        PasskeyKey known = new PasskeyKey(
                new PasskeyId(TestTenants.newId()),
                new UserId(TestTenants.newId()),
                key.publicKey(),
                key.signCount(),
                key.backupEligible());
        return webAuthn().verify(known, shown, CHALLENGE);
    }

    private static String challenge(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
    }
}
