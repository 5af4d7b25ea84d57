package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tenancy.core.Secret;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Tokens;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoseTokensTest {
    private final TokenFixture fixture = new TokenFixture();
    private final Tokens tokens = fixture.tokens;

    @Test
    void readsWhatItHasWritten() {
        Claims claims = fixture.claims("OWNER", "Küche \"&\" Büro 🏢");

        Secret token = tokens.issue(claims);

        assertThat(tokens.verify(token)).contains(claims);
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

    @Test
    void isVerifiedByAnotherLibraryThroughTheJwks() throws Exception {
        DefaultJWTProcessor<SecurityContext> nimbus = new DefaultJWTProcessor<>();
        nimbus.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        nimbus.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256, new ImmutableJWKSet<>(JWKSet.parse(fixture.keys.jwks()))));
        nimbus.setJWTClaimsSetVerifier((claims, context) -> {});

        JWTClaimsSet read = nimbus.process(tokens.issue(fixture.claims("OWNER")).reveal(), null);

        assertThat(read.getIssuer()).isEqualTo("https://id.example.com");
        assertThat(read.getAudience()).containsExactly("tenancy-api");
        assertThat(read.getStringListClaim("roles")).containsExactly("OWNER");
        assertThat(read.getStringClaim("tenant_id")).isEqualTo("01890a5d-ac96-774b-bcce-b302099a8001");
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
    void refusesTokensOfAnotherDeploymentAndOfAnotherMasterKey() {
        TokenFixture other = new TokenFixture();

        assertThat(tokens.verify(other.tokens.issue(other.claims("OWNER")))).isEmpty();
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
