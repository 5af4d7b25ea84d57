package io.tenancy.core.once;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether there is room for one more request of a tenant. What is kept is counted after a number of new requests, or some
 * seconds, and not for each: so a tenant may have a little more than the most, by one step for each node.
 */
final class OnceRoom {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration FULL = Duration.ofSeconds(1);
    private static final int TENANTS = 10_000;

    private final OnceStore store;
    private final OncePolicy policy;
    private final Map<TenantId, Known> tenants = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Known> eldest) {
            return size() > TENANTS;
        }
    };

    OnceRoom(OnceStore store, OncePolicy policy) {
        this.store = requireNonNull(store);
        this.policy = requireNonNull(policy);
    }

    /** Removes what has expired where it counts, which is not in each request. */
    boolean isFull(TenantScope scope, Instant now) {
        if (next(scope.id(), now)) {
            var unused = store.prune(scope, now);
            note(scope.id(), new Known(store.count(scope, policy.most()) >= policy.most(), now, 0));
        }
        return known(scope.id(), now).full();
    }

    /** Whether it is time to count, which is soon where a tenant is full, so that it is not thought full for long. */
    private boolean next(TenantId tenant, Instant now) {
        synchronized (tenants) {
            Known known = known(tenant, now);
            boolean isDue = (!known.full() && known.since() >= policy.step())
                    || !now.isBefore(known.at().plus(known.full() ? FULL : FRESH));
            tenants.put(tenant, new Known(known.full(), known.at(), known.since() + 1));
            return isDue;
        }
    }

    private Known known(TenantId tenant, Instant now) {
        synchronized (tenants) {
            return tenants.getOrDefault(tenant, new Known(false, now, policy.step()));
        }
    }

    private void note(TenantId tenant, Known known) {
        synchronized (tenants) {
            tenants.put(tenant, known);
        }
    }

    /** What was counted, when, and how many requests there were since. */
    private record Known(boolean full, Instant at, int since) {}
}
