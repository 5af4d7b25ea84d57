package io.tenancy.auth;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.testkit.FuzzInputs;
import org.junit.jupiter.api.Test;

/** Base32 brings every byte back, and refuses what is none in the one way that it says. */
final class Base32FuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(Base32FuzzTest.class, "base32", 2000, this::base32);
    }

    @FuzzTest
    void base32(byte[] data) {
        assertThat(Base32.decode(Base32.encode(data))).isEqualTo(data);
        try {
            String text = text(data);
            assertThat(Base32.decode(text)).hasSize(text.length() * 5 / 8);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("This is not base32.");
        }
    }
}
