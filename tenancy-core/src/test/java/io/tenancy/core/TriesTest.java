package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.Tries;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TriesTest {
    @Test
    void givesEachTryOtherValues() {
        Set<Long> values = new HashSet<>();

        Tries.of(100, random -> values.add(random.nextLong()));

        assertThat(values).hasSize(100);
    }

    @Test
    void namesTheSeedOfTheValuesThatFail() {
        AtomicLong value = new AtomicLong();

        assertThatThrownBy(() -> Tries.of(100, random -> {
                    value.set(random.nextLong());
                    assertThat(value.get()).as("the value").isNotNegative();
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the value")
                .satisfies(e -> {
                    String seed = String.valueOf(e.getMessage()).replaceAll("(?s).*tenancy\\.seed=(-?\\d+):.*", "$1");
                    assertThat(new Random(Long.parseLong(seed)).nextLong()).isEqualTo(value.get());
                });
    }
}
