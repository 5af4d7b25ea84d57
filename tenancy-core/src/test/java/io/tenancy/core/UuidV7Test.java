package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UuidV7Test {
    @Test
    void laysBitsOutAsRfc9562Says() {
        // The example of RFC 9562, appendix A.6: 2022-02-22 14:22:22.00-05:00.
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(0x017F22E279B0L));
        RandomGenerator ones = () -> -1L;

        UUID id = new UuidV7(clock, ones).get();

        assertThat(id).hasToString("017f22e2-79b0-7000-bfff-ffffffffffff");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void countsWithinAMillisecondAndBorrowsFromTheNext() {
        TestClock clock = new TestClock(Instant.ofEpochMilli(1));
        UuidV7 ids = new UuidV7(clock, () -> 0L);

        List<UUID> made = Stream.generate(ids).limit(5_000).toList();

        assertThat(made.get(1)).hasToString("00000000-0001-7001-8000-000000000000");
        assertThat(made.get(4_095)).hasToString("00000000-0001-7fff-8000-000000000000");
        assertThat(made.get(4_096)).hasToString("00000000-0002-7000-8000-000000000000");
    }

    @Test
    void staysInOrderWhenTheClockGoesBack() {
        TestClock clock = new TestClock();
        UuidV7 ids = new UuidV7(clock);
        List<UUID> made = new ArrayList<>();

        for (int round = 0; round < 100; round++) {
            clock.set(Instant.ofEpochMilli(1_000_000 - round * 50L));
            made.add(ids.get());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void staysInOrderAndUniqueOnManyThreads() {
        UuidV7 ids = new UuidV7(InstantSource.system());

        List<List<UUID>> made =
                AtOnce.run(8, number -> Stream.generate(ids).limit(5_000).toList());

        assertThat(made).allSatisfy(mine -> assertThat(mine).isSorted());
        assertThat(made.stream().flatMap(List::stream).distinct()).hasSize(40_000);
    }
}
