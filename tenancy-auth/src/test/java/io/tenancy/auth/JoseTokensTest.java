package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tenancy.core.Secret;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Tokens;
import io.tenancy.testkit.TokensContract;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoseTokensTest extends TokensContract {
    private final TokenFixture fixture = new TokenFixture();
    private final Tokens tokens = fixture.tokens;
    private final TokenFixture other = new TokenFixture();

    @Override
    protected Tokens tokens() {
        return tokens;
    }

    @Override
    protected Tokens others() {
        return other.tokens;
    }

    @Override
    protected Instant now() {
        return fixture.clock.instant();
    }

    @Override
    protected void advance(Duration time) {
        fixture.clock.advance(time);
    }

    @Test
    void writesTheHeaderAndTheClaimsOfRfc9068AndNoOthers() {
        String token = tokens.issue(fixture.claims("OWNER", "ADMIN")).reveal();

        String[] parts = token.split("\\.", -1);
        assertThat(TokenFixture.text(parts[0]))
                .isEqualTo("{\"alg\":\"ES256\",\"kid\":\""
                        + fixture.store.keys.get(0).kid() + "\",\"typ\":\"at+jwt\"}");
        assertThat(TokenFixture.text(parts[1]))
                .isEqualTo("{\"iss\":\"https://id.example.com\",\"aud\":\"tenancy-api\",\"exp\":1772367000,"
                        + "\"iat\":1772366400,\"jti\":\"01890a5d-ac96-774b-bcce-b302099a8057\","
                        + "\"sub\":\"01890a5d-ac96-774b-bcce-b302099a8002\","
                        + "\"tenant_id\":\"01890a5d-ac96-774b-bcce-b302099a8001\",\"roles\":[\"ADMIN\",\"OWNER\"],"
                        + "\"client_id\":\"tenancy-login\",\"sid\":\"01890a5d-ac96-774b-bcce-b302099a8003\","
                        + "\"amr\":[\"pwd\"],\"acr\":\"aal1\",\"auth_time\":1772366400}");
    }

    @ParameterizedTest
    @EnumSource
    void isVerifiedByAnotherLibraryThroughTheJwks(TokenAlgorithm algorithm) throws Exception {
        TokenFixture one = new TokenFixture(algorithm);
        SignedJWT token = SignedJWT.parse(one.tokens.issue(one.claims("OWNER")).reveal());
        JWK key = JWKSet.parse(one.keys.jwks()).getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.header());
        assertThat(key.getAlgorithm().getName()).isEqualTo(algorithm.header());
        assertThat(isVerified(token, key)).isTrue();
        JWTClaimsSet read = token.getJWTClaimsSet();
        assertThat(read.getIssuer()).isEqualTo("https://id.example.com");
        assertThat(read.getAudience()).containsExactly("tenancy-api");
        assertThat(read.getStringListClaim("roles")).containsExactly("OWNER");
        assertThat(read.getStringClaim("tenant_id")).isEqualTo("01890a5d-ac96-774b-bcce-b302099a8001");
    }

    private static boolean isVerified(SignedJWT token, JWK key) throws Exception {
        if (key instanceof ECKey curve) {
            return token.verify(new ECDSAVerifier(curve));
        }
        return key instanceof RSAKey rsa
                ? token.verify(new RSASSAVerifier(rsa))
                : isVerifiedByJava(token, key.toOctetKeyPair());
    }

    /** Nimbus leaves Ed25519 to a library that is not here, and reads the key and the token. */
    private static boolean isVerifiedByJava(SignedJWT token, OctetKeyPair pair) throws GeneralSecurityException {
        byte[] little = pair.getDecodedX();
        boolean odd = (little[31] & 0x80) != 0;
        little[31] &= 0x7f;
        byte[] big = new byte[32];
        IntStream.range(0, 32).forEach(i -> big[i] = little[31 - i]);
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, big));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }

    @Test
    void signsEachTokenAnew() {
        Claims claims = fixture.claims("OWNER");

        assertThat(tokens.issue(claims)).isNotEqualTo(tokens.issue(claims));
    }

    @Test
    void takesATokenUntilItsLeewayIsOver() {
        Secret token = tokens.issue(fixture.claims("OWNER"));

        fixture.clock.advance(Duration.ofMinutes(10).plusMillis(29_999));
        assertThat(tokens.verify(token)).isPresent();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void takesATokenOfANodeWhoseClockIsAheadByTheLeeway() {
        fixture.clock.advance(Duration.ofSeconds(30));
        Secret token = tokens.issue(fixture.claims("OWNER"));

        fixture.clock.advance(Duration.ofSeconds(-30));
        assertThat(tokens.verify(token)).isPresent();
        fixture.clock.advance(Duration.ofSeconds(-1));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT+JWT", "application/at+jwt", "Application/At+Jwt"})
    void readsTheTypeAsAMediaType(String type) {
        String[] parts = tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1);
        String header = TokenFixture.text(parts[0]).replace("at+jwt", type);

        assertThat(tokens.verify(new Secret(fixture.signed(header, TokenFixture.text(parts[1])))))
                .isPresent();
    }

    @Test
    void ignoresClaimsThatItDoesNotKnowAndHonoursNotBefore() {
        String[] parts = tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1);
        String payload = TokenFixture.text(parts[1])
                .replaceFirst(
                        "\\{",
                        "{\"new\":{\"a\":[1]},\"nbf\":"
                                + (fixture.clock.instant().getEpochSecond() + 30) + ",");

        assertThat(tokens.verify(new Secret(fixture.signed(TokenFixture.text(parts[0]), payload))))
                .isPresent();
    }

    @Test
    void keepsATokenOfAUserWithAllRolesWithinTheLimit() {
        String[] longest = IntStream.range(0, 20)
                .mapToObj(i -> "\u2028".repeat(38) + (10 + i))
                .toArray(String[]::new);

        Secret token = tokens.issue(fixture.claims(longest));

        assertThat(tokens.verify(token).orElseThrow().roles()).isEqualTo(Set.of(longest));
    }

    @Test
    void saysInTheLogWhyATokenIsRefusedAndQuotesNothingOfIt() {
        String token = tokens.issue(fixture.claims("OWNER")).reveal();

        try (LogRecords log = new LogRecords(JoseTokens.class)) {
            tokens.verify(new Secret(token + "A"));
            tokens.verify(new Secret("secret-words"));

            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("An access token is refused: "))
                    .noneMatch(line -> line.contains("secret-words") || line.contains(token.substring(0, 10)));
        }
    }

    @Test
    void survivesRandomTexts() {
        String alphabet = "eyJ.\"{}[]:,\\ =-_+/AZaz09\u0000é\ud83d\ude00\ud800";
        Random random = new Random(7);

        Set<Boolean> answers = IntStream.range(0, 20_000)
                .mapToObj(i -> IntStream.range(0, random.nextInt(60))
                        .mapToObj(j -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                        .collect(Collectors.joining()))
                .map(text -> tokens.verify(new Secret(text)).isPresent())
                .collect(Collectors.toSet());

        assertThat(answers).containsExactly(false);
    }
}
