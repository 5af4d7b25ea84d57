package io.tenancy.core.login;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionPolicyTest {
    @Test
    void acceptsItsEdges() {
        assertThatCode(() -> policy("PT1M", "PT5M", "PT5M", "PT0S")).doesNotThrowAnyException();
        assertThatCode(() -> policy("PT1H", "P90D", "P365D", "PT30S")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "PT59S, P14D, P30D, PT10S, access",
        "PT61M, P14D, P30D, PT10S, access",
        "PT10M, PT4M, P30D, PT10S, idle",
        "PT10M, P91D, P365D, PT10S, idle",
        "PT10M, P14D, P13D, PT10S, absolute",
        "PT10M, P14D, P366D, PT10S, absolute",
        "PT10M, P14D, P30D, PT-1S, reuseGrace",
        "PT10M, P14D, P30D, PT31S, reuseGrace"
    })
    void namesWhatIsOutOfRange(String access, String idle, String absolute, String grace, String name) {
        assertThatThrownBy(() -> policy(access, idle, absolute, grace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }

    private static SessionPolicy policy(String access, String idle, String absolute, String grace) {
        return new SessionPolicy(
                Duration.parse(access), Duration.parse(idle), Duration.parse(absolute), Duration.parse(grace), 20);
    }
}
