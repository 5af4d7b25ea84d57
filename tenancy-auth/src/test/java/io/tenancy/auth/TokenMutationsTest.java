package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tenancy.core.Secret;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenMutationsTest {
    private final TokenFixture fixture = new TokenFixture();

    @TestFactory
    Stream<DynamicTest> refusesEachMutationThatNeedsNoKey() throws GeneralSecurityException {
        return tests(
                TokenMutations.of(fixture), mutant -> assertThat(reason(mutant)).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> refusesEachMutationUnderARightSignatureForAnotherReason() {
        return tests(
                SignedMutations.of(fixture),
                mutant -> assertThat(reason(mutant)).isNotEmpty().doesNotContain("signature"));
    }

    /** The proof that the mutations fail for what is changed in them, and not for how the tests sign. */
    @Test
    void takesATokenThatTheTestsHaveSigned() {
        String[] parts = fixture.tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1);

        String signed = fixture.signed(TokenFixture.text(parts[0]), TokenFixture.text(parts[1]));

        assertThat(fixture.tokens.verify(new Secret(signed))).isPresent();
    }

    private static Stream<DynamicTest> tests(Map<String, String> mutations, Consumer<String> refused) {
        assertThat(mutations).hasSizeGreaterThan(200);
        return mutations.entrySet().stream()
                .map(mutation -> dynamicTest(mutation.getKey(), () -> refused.accept(mutation.getValue())));
    }

    /** The reason in the log, which comes once and is short; the token is refused without an exception. */
    private String reason(String mutant) {
        try (LogRecords log = new LogRecords(JoseTokens.class)) {
            assertThat(fixture.tokens.verify(new Secret(mutant))).isEmpty();

            assertThat(log.lines()).hasSize(1);
            String line = log.lines().get(0);
            assertThat(line).startsWith("An access token is refused: ").hasSizeLessThan(110);
            return line.substring("An access token is refused: ".length());
        }
    }
}
