package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tenancy.core.Secret;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.session.Bearer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenMutationsTest {
    private static final String REFUSED = "An access token is refused: ";

    /** Every algorithm for people, and every kind of bearer. */
    private static Stream<TokenFixture> fixtures() {
        return Stream.concat(
                Stream.of(TokenAlgorithm.values()).map(TokenFixture::new),
                Stream.of(TokenFixture.service(), TokenFixture.support())
                        .map(bearer -> new TokenFixture(TokenAlgorithm.ES256, bearer)));
    }

    private static String name(TokenFixture fixture) {
        Bearer bearer = fixture.claims().bearer();
        return fixture.algorithm() + " " + bearer.getClass().getSimpleName() + ": ";
    }

    @TestFactory
    Stream<DynamicTest> refusesEachMutationThatNeedsNoKey() {
        return fixtures()
                .flatMap(fixture -> tests(
                        fixture,
                        unsigned(fixture),
                        mutant -> assertThat(reason(fixture, mutant)).isNotEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> refusesEachMutationUnderARightSignatureForAnotherReason() {
        return fixtures()
                .flatMap(fixture -> tests(
                        fixture,
                        SignedMutations.of(fixture),
                        mutant ->
                                assertThat(reason(fixture, mutant)).isNotEmpty().doesNotContain("signature")));
    }

    /** The proof that the mutations fail for what is changed in them, and not for how the tests sign. */
    @TestFactory
    Stream<DynamicTest> takesATokenThatTheTestsHaveSigned() {
        return fixtures()
                .map(fixture -> dynamicTest(name(fixture), () -> {
                    String[] parts = fixture.tokens
                            .issue(fixture.claims("OWNER"))
                            .reveal()
                            .split("\\.", -1);

                    String signed = fixture.signed(TokenFixture.text(parts[0]), TokenFixture.text(parts[1]));

                    assertThat(fixture.tokens.verify(new Secret(signed))).contains(fixture.claims("OWNER"));
                }));
    }

    /** A deployment that has changed its algorithm has keys of several, and a token may name any of them. */
    @Test
    void refusesEachTokenWhoseKeyAlgorithmAndSignatureAreNotOfOneKind() throws GeneralSecurityException {
        TokenFixture fixture = new TokenFixture();
        List<UsableKey> keys = new ArrayList<>();
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            TokenFixture other = new TokenFixture(algorithm);
            UsableKey key = other.keys.signer();
            fixture.store.keys.add(
                    algorithm == TokenAlgorithm.ES256
                            ? key.kept()
                            : key.kept().in(State.RETIRED, key.kept().since()));
            keys.add(key);
        }
        String payload = TokenFixture.text(
                fixture.tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1)[1]);

        int refused = 0;
        for (UsableKey signer : keys) {
            for (UsableKey named : keys) {
                for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
                    String header = "{\"alg\":\"" + algorithm.header() + "\",\"kid\":\"" + named.kid()
                            + "\",\"typ\":\"at+jwt\"}";
                    boolean good = signer.equals(named) && algorithm == signer.algorithm();
                    String token = TokenFixture.signed(header, payload, signer);

                    assertThat(fixture.tokens.verify(new Secret(token)).isPresent())
                            .as(header + " signed by " + signer.algorithm())
                            .isEqualTo(good);
                    refused += good ? 0 : 1;
                }
            }
        }
        assertThat(refused).isEqualTo(60);
    }

    private static Map<String, String> unsigned(TokenFixture fixture) {
        try {
            return TokenMutations.of(fixture);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<DynamicTest> tests(
            TokenFixture fixture, Map<String, String> mutations, Consumer<String> refused) {
        assertThat(mutations).hasSizeGreaterThan(180);
        return mutations.entrySet().stream()
                .map(mutation ->
                        dynamicTest(name(fixture) + mutation.getKey(), () -> refused.accept(mutation.getValue())));
    }

    /** The reason in the log, which comes once, is short and shows nothing; the token is refused without an exception. */
    private static String reason(TokenFixture fixture, String mutant) {
        try (LogRecords log = new LogRecords(JoseTokens.class)) {
            assertThat(fixture.tokens.verify(new Secret(mutant))).isEmpty();

            assertThat(log.lines()).hasSize(1);
            String line = log.lines().get(0);
            assertThat(line).startsWith(REFUSED).hasSizeLessThan(120);
            assertThat(Stream.of(mutant.split("[.\\s]")).filter(part -> part.length() > 12))
                    .noneMatch(line::contains);
            return line.substring(REFUSED.length());
        }
    }
}
