package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.session.Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code on the page about authentication is that of this class, so that it compiles and does what the page says. */
class VerifyingPageTest {
    private static final Path SOURCE = Path.of("src/test/java/io/tenancy/auth/VerifyingPageTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** What a service does that has nothing of the deployment but its public keys. */
    static final class Example {
        private final TokenVerifier verifier;

        Example(String jwks, InstantSource clock) {
            verifier = TokenVerifier.of(jwks, "https://id.example.com", "tenancy-api", Duration.ofSeconds(30), clock);
        }

        Optional<Claims> claims(String bearer) {
            Verdict verdict = verifier.verify(bearer);
            if (verdict instanceof Verdict.Accepted accepted) {
                return Optional.of(accepted.claims());
            }
            Verdict.Refused refused = (Verdict.Refused) verdict;
            System.getLogger("tokens").log(System.Logger.Level.DEBUG, refused.reason() + ": " + refused.text());
            return Optional.empty();
        }
    }

    @Test
    void theExampleTellsGoodTokensFromOthers() {
        TokenFixture fixture = new TokenFixture();
        Example example = new Example(fixture.keys.jwks(), fixture.clock);
        Claims claims = fixture.claims("OWNER");

        assertThat(example.claims(fixture.tokens.issue(claims).reveal())).contains(claims);
        assertThat(example.claims("x")).isEmpty();
    }

    @Test
    void thePageShowsTheExample() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/authentication.md")))
                .results()
                .map((MatchResult block) -> plain(block.group(1)))
                .toList();

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(plain(Files.readString(SOURCE))).contains(block));
    }

    private static String plain(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
