package io.tenancy.core.setting;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.testkit.FuzzInputs;
import org.junit.jupiter.api.Test;

/** A list of origins is refused by a documented code, or written in its one spelling. */
final class OriginFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(OriginFuzzTest.class, "origins", 2000, this::origins);
    }

    @FuzzTest
    void origins(byte[] data) {
        String text = text(data);
        Origin.of(text).ifPresent(origin -> assertThat(origin.text()).isEqualTo(text));
        try {
            String list = Origins.check(text);
            assertThat(Origins.check(list)).isEqualTo(list);
            assertThat(Origins.text(Origins.read(list))).isEqualTo(list);
        } catch (Invalid e) {
            assertThat(e.code()).startsWith("value.");
        }
    }
}
