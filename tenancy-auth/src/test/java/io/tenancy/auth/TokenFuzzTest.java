package io.tenancy.auth;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.auth.Verdict.Accepted;
import io.tenancy.testkit.FuzzInputs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever a token is made of, and whoever signed it: there is a verdict, and never an exception. */
final class TokenFuzzTest {
    private final TokenFixture fixture = new TokenFixture();
    private final TokenVerifier verifier = TokenVerifier.of(
            fixture.keys.jwks(),
            TokenFixture.SETTINGS.issuer(),
            TokenFixture.SETTINGS.audience(),
            Duration.ofSeconds(30),
            fixture.clock);
    private final String[] parts =
            fixture.tokens.issue(fixture.claims("OWNER")).reveal().split("\\.", -1);
    private final String header = TokenFixture.text(parts[0]);
    private final String payload = TokenFixture.text(parts[1]);

    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(TokenFuzzTest.class, "tokens", 1000, this::tokens);
    }

    @FuzzTest
    void tokens(byte[] data) {
        String text = text(data);

        assertThat(verifier.verify(text)).as("an unsigned text").isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(fixture.signed(text, payload))).isNotNull();
        if (verifier.verify(fixture.signed(header, text)) instanceof Accepted accepted) {
            String again = fixture.tokens.issue(accepted.claims()).reveal();
            assertThat(verifier.verify(again)).isEqualTo(accepted);
        }
    }
}
