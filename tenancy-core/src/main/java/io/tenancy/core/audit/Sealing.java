package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Seals journals soon after they are written: it knows in which tenants this program has finished a transaction since. What
 * a crash has left waits for the next change in its tenant, or for who goes over all tenants. Safe for use by many threads.
 */
public final class Sealing {
    private static final System.Logger LOG = System.getLogger(Sealing.class.getName());

    /** After so many failures in a row, half an hour, a tenant is left to who goes over all: it may be gone. */
    private static final int TRIES = 10;

    private final JournalSealer sealer;
    private final InstantSource clock;
    private final Consumer<TenantScope> whenSealed;
    private final Map<TenantId, Pending> written = new ConcurrentHashMap<>();

    public Sealing(JournalSealer sealer, InstantSource clock) {
        this(sealer, clock, scope -> {});
    }

    /**
     * The same for who is to hear of it.
     *
     * @param whenSealed is told of each tenant of which entries were sealed
     */
    public Sealing(JournalSealer sealer, InstantSource clock, Consumer<TenantScope> whenSealed) {
        this.sealer = requireNonNull(sealer);
        this.clock = requireNonNull(clock);
        this.whenSealed = requireNonNull(whenSealed);
    }

    /** A journal to look at, when that is due, and how often that has failed. */
    private record Pending(TenantScope scope, Instant due, int failures) {
        Pending later(Instant now) {
            Duration pause = Duration.ofSeconds(1L << Math.min(failures, 8));
            return new Pending(scope, now.plus(pause), failures + 1);
        }
    }

    /** The same transactions; this hears when one is over. */
    public Transactions hearing(Transactions transactions) {
        return new Heard(requireNonNull(transactions));
    }

    /** Seals what was written since the last time, and signs where that is due. Says how many entries were sealed. */
    public int run() {
        Instant now = clock.instant();
        int sealed = 0;
        for (Pending pending : List.copyOf(written.values())) {
            if (!now.isBefore(pending.due())) {
                sealed += run(pending, now);
            }
        }
        return sealed;
    }

    private int run(Pending pending, Instant now) {
        TenantScope scope = pending.scope();
        written.remove(scope.id(), pending);
        try {
            int sealed = sealer.seal(scope);
            if (sealed > 0) {
                whenSealed.accept(scope);
            }
            if (!sealer.sign(scope)) {
                written.putIfAbsent(scope.id(), new Pending(scope, now.plus(JournalSealer.UNSIGNED), 0));
            }
            return sealed;
        } catch (RuntimeException e) {
            boolean isTriedAgain = pending.failures() < TRIES;
            LOG.log(
                    isTriedAgain ? Level.DEBUG : Level.WARNING,
                    "The journal of tenant " + scope.id().value() + " cannot be sealed now.",
                    e);
            if (isTriedAgain) {
                written.putIfAbsent(scope.id(), pending.later(now));
            }
            return 0;
        }
    }

    private final class Heard implements Transactions {
        private final Transactions transactions;

        Heard(Transactions transactions) {
            this.transactions = transactions;
        }

        @Override
        public <T> T run(TenantScope scope, Supplier<T> work) {
            T result = transactions.run(scope, work);
            written.put(scope.id(), new Pending(scope, Instant.MIN, 0));
            return result;
        }

        @Override
        public void lock(TenantScope scope, String what) {
            transactions.lock(scope, what);
        }
    }
}
