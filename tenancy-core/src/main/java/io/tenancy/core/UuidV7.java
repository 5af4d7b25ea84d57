package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes version 7 UUIDs (RFC 9562, section 5.7): 48 bits of Unix milliseconds, a 12-bit counter that keeps the ids of
 * one maker in order within a millisecond (method 1 of section 6.2), 62 random bits. Safe for use by many threads.
 */
public final class UuidV7 implements Supplier<UUID> {
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    public UuidV7(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    UuidV7(InstantSource clock, RandomGenerator random) {
        this.clock = requireNonNull(clock);
        this.random = requireNonNull(random);
    }

    @Override
    public UUID get() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long high = ((tick >>> COUNTER_BITS) << 16) | 0x7000L | (tick & 0xFFFL);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
