package io.tenancy.testkit;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ids in order, the same in each run: {@code 00000000-0001-7000-8000-000000000001} is the first. */
public final class TestIds implements Supplier<UUID> {
    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID get() {
        long number = last.incrementAndGet();
        return new UUID((number << 16) | 0x7000L, 0x8000_0000_0000_0000L | number);
    }
}
