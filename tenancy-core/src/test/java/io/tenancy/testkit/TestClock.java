package io.tenancy.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** A clock that shows {@link TestTenants#EPOCH}. */
    public TestClock() {
        this(TestTenants.EPOCH);
    }

    public TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public void set(Instant instant) {
        now.set(instant);
    }
}
