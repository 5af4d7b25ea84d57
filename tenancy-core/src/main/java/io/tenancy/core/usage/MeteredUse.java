package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.subscription.Meter;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;

/** How much of a metered entitlement was used: what the meter of its name has counted. */
public final class MeteredUse implements Meter {
    private final UsageStore store;
    private final Meters meters;

    public MeteredUse(UsageStore store, Meters meters) {
        this.store = requireNonNull(store);
        this.meters = requireNonNull(meters);
    }

    /** Whether there is a meter of its name. */
    public boolean knows(Entitlement entitlement) {
        return meters.named(entitlement.name()).isPresent();
    }

    /** Nothing where there is no such meter, and never less than nothing. */
    @Override
    public long used(TenantScope scope, Entitlement entitlement, Instant from, Instant to) {
        return meters.named(entitlement.name())
                .flatMap(meter -> store.total(scope, meter, from, to))
                .map(total -> Math.max(0, total))
                .orElse(0L);
    }
}
