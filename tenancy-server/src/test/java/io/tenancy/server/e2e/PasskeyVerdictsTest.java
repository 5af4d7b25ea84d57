package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.auth.Auth;
import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Attestation;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.passkey.WebAuthn;
import io.tenancy.core.passkey.WebAuthn.NewKey;
import io.tenancy.core.passkey.WebAuthn.Shown;
import io.tenancy.core.user.UserId;
import io.tenancy.server.e2e.SoftPasskey.Algorithm;
import io.tenancy.testkit.WebAuthnContract;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the adapter of WebAuthn says of a software authenticator that is honest, and of one that lies. */
final class PasskeyVerdictsTest extends WebAuthnContract {
    private static final String CHALLENGE = text(new byte[32]);
    private static final byte[] NONE = {0x64, 'n', 'o', 'n', 'e'};
    private static final byte[] ES256 = {0x01, 0x02, 0x03, 0x26};

    private final WebAuthn webAuthn =
            Auth.webAuthn(new RelyingParty("localhost", "Tenancy", Set.of(SoftPasskey.ORIGIN)));

    @Override
    protected WebAuthn webAuthn() {
        return webAuthn;
    }

    @Override
    protected Authenticator authenticator() {
        SoftPasskey passkey = new SoftPasskey().countingFrom(0);
        return new Authenticator() {
            @Override
            public Attestation made(String challenge) {
                return attestation(passkey.made(options(challenge)));
            }

            @Override
            public Assertion shown(String challenge) {
                return assertion(passkey.shown(options(challenge)));
            }
        };
    }

    static Stream<UnaryOperator<SoftPasskey>> lies() {
        return Stream.of(
                one -> one.at("https://evil.example"),
                one -> one.at("http://localhost:8081"),
                one -> one.of("evil.example"),
                SoftPasskey::unverified,
                SoftPasskey::absent,
                one -> one.typed("payment.get"));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAnHonestOneOfEachAlgorithmWithoutAttestation(Algorithm algorithm) {
        SoftPasskey passkey = new SoftPasskey(algorithm).countingFrom(6);
        NewKey key = register(passkey).orElseThrow();

        assertThat(verify(key, passkey.shown(options(CHALLENGE)))).contains(new Shown(7, false));
        assertThat(key.signCount()).isEqualTo(6);
        assertThat(key.aaguid()).isEqualTo(new UUID(0, 0));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void refusesALieAboutANewKeyAndAboutAKnownOne(UnaryOperator<SoftPasskey> lie) {
        SoftPasskey passkey = new SoftPasskey();
        NewKey key = register(passkey).orElseThrow();
        var unused = lie.apply(passkey);

        assertThat(register(passkey)).isEmpty();
        assertThat(verify(key, passkey.shown(options(CHALLENGE)))).isEmpty();

        assertThat(verify(key, passkey.honest().shown(options(CHALLENGE)))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void refusesASignatureThatWasTamperedWithOrIsAnotherKeys(Algorithm algorithm) {
        SoftPasskey passkey = new SoftPasskey(algorithm);
        NewKey key = register(passkey).orElseThrow();
        NewKey other = register(new SoftPasskey(algorithm)).orElseThrow();
        ObjectNode honest = passkey.shown(options(CHALLENGE));

        assertThat(verify(other, honest)).isEmpty();
        assertThat(verify(key, passkey.tampering().shown(options(CHALLENGE)))).isEmpty();
        assertThat(verify(key, honest)).isPresent();
    }

    /** Whether a number was there before is for the core to say, which keeps the last one: it gets the one that was signed. */
    @Test
    void tellsTheCounterThatWasSignedAndNoOther() {
        SoftPasskey passkey = new SoftPasskey().countingFrom(4);
        NewKey key = register(passkey).orElseThrow();

        assertThat(verify(key, passkey.shown(options(CHALLENGE)))).contains(new Shown(5, false));
        passkey.countingFrom(4);
        ObjectNode replayed = passkey.shown(options(CHALLENGE));
        assertThat(verify(key, replayed)).contains(new Shown(5, false));
        byte[] data = bytes(replayed.at("/response/authenticatorData").asText());
        data[36] = 9;
        ((ObjectNode) replayed.path("response")).put("authenticatorData", text(data));
        assertThat(verify(key, replayed)).isEmpty();
    }

    @Test
    void refusesAnAlgorithmThatWasNotOfferedAndAFormatThatNobodyKnows() {
        SoftPasskey passkey = new SoftPasskey();

        assertThat(patched(passkey, ES256, new byte[] {0x01, 0x02, 0x03, 0x28})).isEmpty();
        assertThat(patched(passkey, ES256, new byte[] {0x01, 0x02, 0x03, 0x27})).isEmpty();
        assertThat(patched(passkey, NONE, new byte[] {0x64, 'n', 'o', 'n', 'x'}))
                .isEmpty();
        assertThat(patched(passkey, NONE, NONE)).isPresent();
    }

    /** Nothing that can be sent makes an exception: half of everything, and what is nested without an end. */
    @Test
    void hasAVerdictForEachTextThatIsNoAnswer() {
        SoftPasskey passkey = new SoftPasskey();
        NewKey key = register(passkey).orElseThrow();
        ObjectNode made = passkey.made(options(CHALLENGE));
        ObjectNode shown = passkey.shown(options(CHALLENGE));
        byte[] nested = new byte[12_000];
        Arrays.fill(nested, (byte) 0x81);
        byte[] huge = {(byte) 0xA3, 0x63, 'f', 'm', 't', 0x7A, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        String deep = text("[".repeat(12_000).getBytes(StandardCharsets.US_ASCII));

        for (String object : List.of(text(nested), text(huge), deep, "", "AAAA")) {
            assertThat(webAuthn.register(attestation(with(made, "attestationObject", object)), CHALLENGE))
                    .isEmpty();
            assertThat(webAuthn.register(attestation(with(made, "clientDataJSON", object)), CHALLENGE))
                    .isEmpty();
            assertThat(verify(key, with(shown, "authenticatorData", object))).isEmpty();
            assertThat(verify(key, with(shown, "signature", object))).isEmpty();
            assertThat(webAuthn.challenge(object)).isEmpty();
        }
        byte[] whole = bytes(made.at("/response/attestationObject").asText());
        for (int length = 0; length < whole.length; length++) {
            String half = text(Arrays.copyOf(whole, length));
            assertThat(webAuthn.register(attestation(with(made, "attestationObject", half)), CHALLENGE))
                    .as("of %s bytes", length)
                    .isEmpty();
        }
    }

    private Optional<NewKey> register(SoftPasskey passkey) {
        return webAuthn.register(attestation(passkey.made(options(CHALLENGE))), CHALLENGE);
    }

    private Optional<NewKey> patched(SoftPasskey passkey, byte[] old, byte[] fresh) {
        ObjectNode made = passkey.made(options(CHALLENGE));
        byte[] object = bytes(made.at("/response/attestationObject").asText());
        for (int at = 0; at + old.length <= object.length; at++) {
            if (Arrays.equals(object, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(fresh, 0, object, at, fresh.length);
                break;
            }
        }
        return webAuthn.register(attestation(with(made, "attestationObject", text(object))), CHALLENGE);
    }

    private Optional<Shown> verify(NewKey key, ObjectNode shown) {
        PasskeyKey known = new PasskeyKey(
                new PasskeyId(new UUID(0, 1)),
                new UserId(new UUID(0, 2)),
                key.publicKey(),
                key.signCount(),
                key.backupEligible());
        return webAuthn.verify(known, assertion(shown), CHALLENGE);
    }

    private static Assertion assertion(ObjectNode shown) {
        JsonNode response = shown.path("response");
        return new Assertion(
                shown.path("id").asText(),
                response.path("clientDataJSON").asText(),
                response.path("authenticatorData").asText(),
                response.path("signature").asText(),
                Optional.empty());
    }

    private static Attestation attestation(ObjectNode made) {
        return new Attestation(
                made.path("id").asText(),
                made.at("/response/clientDataJSON").asText(),
                made.at("/response/attestationObject").asText(),
                List.of());
    }

    private static ObjectNode with(ObjectNode credential, String member, String value) {
        ObjectNode changed = credential.deepCopy();
        ((ObjectNode) changed.path("response")).put(member, value);
        return changed;
    }

    private static ObjectNode options(String challenge) {
        return Json.of("challenge", challenge, "user", Json.of("id", "AAAA"));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
