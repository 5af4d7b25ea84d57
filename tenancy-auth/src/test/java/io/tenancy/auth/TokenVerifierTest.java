package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tenancy.auth.Verdict.Accepted;
import io.tenancy.auth.Verdict.Reason;
import io.tenancy.auth.Verdict.Refused;
import io.tenancy.core.Secret;
import io.tenancy.core.session.Claims;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTest {
    private static final String ISSUER = TokenFixture.SETTINGS.issuer();
    private static final String AUDIENCE = TokenFixture.SETTINGS.audience();
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final TokenFixture fixture = new TokenFixture();

    private TokenVerifier verifier(String keys) {
        return TokenVerifier.of(keys, ISSUER, AUDIENCE, LEEWAY, fixture.clock);
    }

    private String token() {
        return fixture.tokens.issue(fixture.claims("OWNER")).reveal();
    }

    private String jwk() {
        return fixture.keys.signer().kept().publicJwk();
    }

    /** The key with other members; one of null is left out. */
    private String jwk(String name, Object value) throws Exception {
        Map<String, Object> members = new HashMap<>(JsonUtil.parseJson(jwk()));
        members.put(name, value);
        return JsonUtil.toJson(members);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsATokenOfEachAlgorithmByTheKeysThatArePublished(TokenAlgorithm algorithm) {
        TokenFixture one = new TokenFixture(algorithm);
        Claims claims = one.claims("OWNER", "ADMIN");
        TokenVerifier verifier = TokenVerifier.of(one.keys.jwks(), ISSUER, AUDIENCE, LEEWAY, one.clock);

        assertThat(verifier.verify(one.tokens.issue(claims).reveal())).isEqualTo(new Accepted(claims));
    }

    @Test
    void acceptsATokenBySingleKey() {
        assertThat(verifier(jwk()).verify(token())).isInstanceOf(Accepted.class);
    }

    @Test
    void saysWhatIsWrong() {
        TokenVerifier verifier = verifier(jwk());
        String token = token();
        String[] parts = token.split("\\.", -1);

        assertThat(reason(verifier, "")).isEqualTo(Reason.SHAPE);
        assertThat(reason(verifier, "A".repeat(9_000))).isEqualTo(Reason.SHAPE);
        assertThat(reason(verifier, "e30." + parts[1] + "." + parts[2])).isEqualTo(Reason.HEADER);
        assertThat(reason(
                        verifier,
                        new TokenFixture().tokens.issue(fixture.claims()).reveal()))
                .isEqualTo(Reason.KEY);
        assertThat(reason(verifier, fixture.signed(TokenFixture.text(parts[0]).replace("ES256", "RS256"), "{}")))
                .isEqualTo(Reason.ALGORITHM);
        assertThat(reason(verifier, parts[0] + ".e30." + parts[2])).isEqualTo(Reason.SIGNATURE);
        assertThat(reason(verifier, fixture.signed(TokenFixture.text(parts[0]), "[]")))
                .isEqualTo(Reason.PAYLOAD);
        assertThat(reason(TokenVerifier.of(jwk(), "https://other.example", AUDIENCE, LEEWAY, fixture.clock), token))
                .isEqualTo(Reason.ISSUER);
        assertThat(reason(TokenVerifier.of(jwk(), ISSUER, "other", LEEWAY, fixture.clock), token))
                .isEqualTo(Reason.AUDIENCE);
        assertThat(reason(
                        verifier,
                        fixture.signed(
                                TokenFixture.text(parts[0]),
                                TokenFixture.text(parts[1]).replace("\"sid\"", "\"x\""))))
                .isEqualTo(Reason.CLAIM);
        fixture.clock.advance(Duration.ofMinutes(10).plusSeconds(30));
        assertThat(reason(verifier, token)).isEqualTo(Reason.EXPIRED);
        fixture.clock.advance(Duration.ofMinutes(-20));
        assertThat(reason(verifier, token)).isEqualTo(Reason.EARLY);
    }

    private static Reason reason(TokenVerifier verifier, String token) {
        Verdict verdict = verifier.verify(token);
        assertThat(verdict).isInstanceOf(Refused.class);
        return ((Refused) verdict).reason();
    }

    @Test
    void isExactAboutTimesOnBothSidesOfTheLeewayAndRemembersNoVerdict() {
        TokenVerifier verifier = verifier(jwk());
        String token = token();
        String[] parts = token.split("\\.", -1);
        long now = fixture.clock.instant().getEpochSecond();
        String notBefore = fixture.signed(
                TokenFixture.text(parts[0]),
                TokenFixture.text(parts[1]).replaceFirst("\\{", "{\"nbf\":" + (now + 60) + ","));

        assertThat(reason(verifier, notBefore)).isEqualTo(Reason.EARLY);
        fixture.clock.advance(Duration.ofSeconds(30));
        assertThat(verifier.verify(notBefore)).isInstanceOf(Accepted.class);
        fixture.clock.advance(Duration.ofMillis(-1));
        assertThat(reason(verifier, notBefore)).isEqualTo(Reason.EARLY);
        fixture.clock.advance(Duration.ofMillis(-59_999));
        assertThat(verifier.verify(token)).isInstanceOf(Accepted.class);
        fixture.clock.advance(Duration.ofMillis(-1));
        assertThat(reason(verifier, token)).isEqualTo(Reason.EARLY);
        fixture.clock.advance(Duration.ofMinutes(11));
        assertThat(verifier.verify(token)).isInstanceOf(Accepted.class);
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(reason(verifier, token)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void leavesOutTheKeysOfASetThatAreNotForIt() throws Exception {
        RsaJsonWebKey weak = RsaJwkGenerator.generateJwk(1_024);
        weak.setKeyId("weak");
        weak.setAlgorithm("RS256");
        String set =
                "{\"keys\":[null,1,\"x\",[],{},{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"AAAA\",\"alg\":\"HS256\"},"
                        + weak.toJson() + "," + jwk() + ",{\"kty\":\"NEW\",\"kid\":\"new\"}]}";

        assertThat(verifier(set).verify(token())).isInstanceOf(Accepted.class);
        assertThat(KeySet.read(set)).containsOnlyKeys(fixture.keys.signer().kid());
    }

    @Test
    void refusesEachKeyThatIsNotToVerifyAccessTokens() throws Exception {
        EllipticCurveJsonWebKey other = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        other.setKeyId("p384");
        RsaJsonWebKey undecided = RsaJwkGenerator.generateJwk(2_048);
        undecided.setKeyId("rsa");
        for (String key : List.of(
                jwk("use", "enc"),
                jwk("use", 1L),
                jwk("key_ops", List.of("sign")),
                jwk("key_ops", List.of()),
                jwk("key_ops", List.of("verify", "verify")),
                jwk("key_ops", "verify"),
                jwk("alg", "RS256"),
                jwk("alg", "ES384"),
                jwk("alg", "none"),
                jwk("alg", "HS256"),
                jwk("alg", List.of("ES256")),
                jwk("kid", ""),
                jwk("kid", 7L),
                jwk("kty", "RSA"),
                jwk("kty", "oct"),
                jwk("crv", "P-384"),
                jwk("x", "AAAA"),
                jwk("x", "%"),
                jwk("d", "AAAA"),
                jwk("k", "AAAA"),
                other.toJson(),
                undecided.toJson(),
                fixture.keys.signer().jwk().toJson(OutputControlLevel.INCLUDE_PRIVATE),
                "{\"keys\":[" + jwk() + "," + jwk() + "]}",
                "{\"keys\":[" + jwk() + "," + jwk() + "," + jwk() + "]}")) {
            assertThatThrownBy(() -> verifier(key), key)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("No key of the JWK Set may verify access tokens: ");
        }
    }

    @Test
    void takesAKeyThatSaysItsUseOrLeavesItOpen() throws Exception {
        for (String key : List.of(
                jwk("key_ops", List.of("verify")),
                jwk("alg", "ES256"),
                jwk("x5t", "AAAA"),
                withoutAlg(),
                jwk("use", "sig"))) {
            assertThat(verifier(key).verify(token())).as(key).isInstanceOf(Accepted.class);
        }
    }

    private String withoutAlg() throws Exception {
        Map<String, Object> members = new HashMap<>(JsonUtil.parseJson(jwk()));
        members.remove("alg");
        return JsonUtil.toJson(members);
    }

    static Stream<String> noKeys() {
        return Stream.of(
                "",
                " ",
                "null",
                "1",
                "[]",
                "{}",
                "{\"keys\":1}",
                "{\"keys\":[]}",
                "{\"keys\":[",
                "\ud800",
                "{}x",
                "[".repeat(100_000),
                "{\"keys\":[],\"keys\":[]}");
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void saysThatATextHasNoKeys(String text) {
        assertThatThrownBy(() -> verifier(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void throwsNothingWhateverTheText() {
        TokenVerifier verifier = verifier(jwk());
        String token = token();
        Random random = new Random(11);

        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(token);
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                    case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                    case 2 -> text.deleteCharAt(at);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(50))));
                }
            }
            String mutant = text.toString();
            if (!mutant.equals(token)) {
                assertThat(verifier.verify(mutant))
                        .asInstanceOf(type(Refused.class))
                        .isNotNull();
            }
        }
    }

    @Test
    void doesNotCheckASignatureAgainAndNeverLetsARememberedTokenOutliveItsKey() throws Exception {
        String token = token();
        assertThat(fixture.tokens.verify(new Secret(token))).isPresent();

        fixture.store.revoke(fixture.keys.signer().kid(), fixture.clock.instant());
        fixture.keys.changed();

        assertThat(fixture.tokens.verify(new Secret(token))).isEmpty();
    }
}
