package io.tenancy.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that strangers write into headers. */
final class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::8a2e:370:7334, 2001:db8:0:0:0:8a2e:370:7334",
        "::ffff:203.0.113.9, 203.0.113.9"
    })
    void readsAddresses(String text, String address) {
        assertThat(Network.address(text).orElseThrow().getHostAddress()).isEqualTo(address);
    }

    /** The resolver would be asked for what is nearly an address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "999.1.1.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "localhost",
                "dead",
                "1.2.3.4:80",
                "g::",
                ":::::"
            })
    void takesNothingElse(String text) {
        assertThat(Network.address(text)).isEmpty();
    }

    @Test
    void isNotDelayedByALongText() {
        assertThat(Network.address(":".repeat(100_000) + "g")).isEmpty();
    }
}
