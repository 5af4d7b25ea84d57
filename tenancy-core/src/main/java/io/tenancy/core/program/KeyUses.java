package io.tenancy.core.program;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when keys were used, and writes it down when it is told to: no request waits for that. A node writes at most
 * once a minute for each key, however often it is used. Safe for use by many threads.
 */
public final class KeyUses {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Beyond so many keys in a minute, the use of a further one is not noted. */
    private static final int MOST = 100_000;

    private final ApiKeyStore keys;
    private final Map<ApiKeyId, Use> uses = new ConcurrentHashMap<>();

    private record Use(TenantScope scope, Instant lastUsed, Instant lastWritten) {
        boolean isWritten() {
            return lastUsed.isBefore(lastWritten);
        }

        boolean isDue(Instant now) {
            return !isWritten() && !now.isBefore(lastWritten.plus(INTERVAL));
        }
    }

    public KeyUses(ApiKeyStore keys) {
        this.keys = requireNonNull(keys);
    }

    void note(TenantScope scope, ApiKeyId key, Instant now) {
        if (uses.size() < MOST || uses.containsKey(key)) {
            uses.merge(
                    key,
                    new Use(scope, now, Instant.EPOCH),
                    (old, young) -> new Use(scope, later(old.lastUsed(), now), old.lastWritten()));
        }
    }

    /** Writes down what is due. A use that cannot be written now is tried again the next time. */
    public void write(Instant now) {
        uses.values()
                .removeIf(
                        use -> use.isWritten() && now.isAfter(use.lastWritten().plus(INTERVAL)));
        Map.copyOf(uses).forEach((key, use) -> {
            if (use.isDue(now)) {
                keys.touch(use.scope(), key, use.lastUsed());
                uses.computeIfPresent(key, (id, young) -> new Use(young.scope(), young.lastUsed(), now));
            }
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
