package io.tenancy.core.culprit;

import java.time.Instant;
import java.time.InstantSource;

public final class StaticClock {
    static int calls;

    Instant now() {
        calls++;
        return calls > 1 ? Instant.now() : InstantSource.system().instant();
    }
}
