package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://id.example.com", "http://127.0.0.1:8080", "https://example.com/auth"})
    void takesAnAbsoluteUrlAsItsIssuer(String issuer) {
        assertThat(new TokenSettings(issuer, "api", "web").leeway()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "id.example.com",
                "/auth",
                "ftp://example.com",
                "https://",
                "https:example.com",
                "urn:x:y",
                "https://example.com?a=b",
                "https://example.com#a",
                "https://user@example.com",
                "https://exa mple.com"
            })
    void refusesAnotherIssuer(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings(issuer, "api", "web"))
                .withMessageContaining("issuer");
    }

    @Test
    void refusesABlankAudienceAndABlankClient() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings("https://example.com", " ", "web"))
                .withMessageContaining("audience");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings("https://example.com", "api", ""))
                .withMessageContaining("clientId");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 61})
    void refusesALeewayOutsideItsRange(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings("https://example.com", "api", "web", Duration.ofSeconds(seconds)))
                .withMessageContaining("leeway");
    }
}
