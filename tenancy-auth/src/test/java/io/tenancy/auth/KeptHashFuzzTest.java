package io.tenancy.auth;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.testkit.FuzzInputs;
import org.junit.jupiter.api.Test;

/** A hash that a client brings is read or it is not, and what is read has this one spelling. */
final class KeptHashFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(KeptHashFuzzTest.class, "hashes", 2000, this::hashes);
    }

    @FuzzTest
    void hashes(byte[] data) {
        String text = text(data);

        KeptHash.read(text).ifPresent(hash -> assertThat(hash.toString()).doesNotContain(text));
        Argon2Hash.parse(text).ifPresent(hash -> assertThat(hash.phc()).isEqualTo(text));
    }
}
