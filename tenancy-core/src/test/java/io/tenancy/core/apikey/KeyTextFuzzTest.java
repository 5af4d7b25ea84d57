package io.tenancy.core.apikey;

import static io.tenancy.testkit.FuzzInputs.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantToken;
import io.tenancy.testkit.FuzzInputs;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A text that is read as a key or a token is exactly the text that it writes. */
final class KeyTextFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(KeyTextFuzzTest.class, "keys", 2000, this::keys);
    }

    @FuzzTest
    void keys(byte[] data) {
        String text = text(data);
        KeyText.parse(new Secret(text))
                .ifPresent(token ->
                        assertThat(KeyText.of(token).reveal().equals(text)).isTrue());
        TenantToken.parse("rt_", new Secret(text))
                .ifPresent(
                        token -> assertThat(token.text().reveal().equals(text)).isTrue());
        KeyText.parse(new Secret(withItsChecksum(text)))
                .ifPresent(token -> assertThat(KeyText.of(token).reveal()).startsWith(text));
    }

    /** As a fuzzer would hardly find it. */
    private static String withItsChecksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(US_ASCII));
        return text + String.format("%08x", checksum.getValue());
    }
}
