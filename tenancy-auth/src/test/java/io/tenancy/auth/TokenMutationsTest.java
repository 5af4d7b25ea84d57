package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.tenancy.core.Secret;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenMutationsTest {
    private final TokenFixture fixture = new TokenFixture();

    @TestFactory
    Stream<DynamicTest> refusesEachMutationAndLogsAReason() throws GeneralSecurityException {
        Map<String, String> mutations = TokenMutations.of(fixture);
        assertThat(mutations).hasSizeGreaterThan(200);

        return mutations.entrySet().stream()
                .map(mutation -> dynamicTest(mutation.getKey(), () -> refuses(mutation.getValue())));
    }

    /** The proof that the mutations fail for what is changed in them, and not for how the tests sign. */
    @Test
    void takesATokenThatTheTestsHaveSigned() {
        String[] parts = fixture.tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1);

        String signed = fixture.signed(TokenFixture.text(parts[0]), TokenFixture.text(parts[1]));

        assertThat(fixture.tokens.verify(new Secret(signed))).isPresent();
    }

    private void refuses(String mutant) {
        try (LogRecords log = new LogRecords(JoseTokens.class)) {
            assertThat(fixture.tokens.verify(new Secret(mutant))).isEmpty();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("An access token is refused: ")
                    .hasSizeLessThan(120);
        }
    }
}
