package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Gate;
import io.tenancy.core.counting.RateLimiter;
import io.tenancy.core.ratelimit.RateGuard;
import io.tenancy.core.ratelimit.RateService;
import io.tenancy.core.subscription.PlannedRates;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.RateSettings;
import io.tenancy.server.config.Settings;
import java.time.Duration;
import java.time.InstantSource;

/** The limits of requests, put together: who counts, and what was agreed. */
final class Rating {
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    private final Persistence stores;
    private final Settings settings;
    private final InstantSource clock;
    private final RateGuard guard;

    Rating(Persistence stores, Settings settings, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.settings = requireNonNull(settings);
        this.clock = requireNonNull(clock);
        RateLimiter limiter = switch (settings.rates().counting()) {
            case LOCAL -> Persistence.localRates(clock);
            case SHARED -> stores.sharedRates(clock);
        };
        this.guard = new RateGuard(
                limiter,
                stores.cachedTenants(),
                new PlannedRates(stores.knownRateBook(), stores.knownSubscriptions(), clock),
                settings.rates().policy(),
                settings.masterKey());
    }

    RateGuard guard() {
        return guard;
    }

    RateService service(Gate gate) {
        return new RateService(
                gate,
                stores.tenants(),
                new PlannedRates(stores.rateBook(), stores.subscriptions(), clock),
                settings.rates().policy());
    }

    /** Forgets windows that have ended, where they are kept at all. */
    void prune() {
        if (settings.rates().counting() == RateSettings.Counting.SHARED) {
            stores.pruneRates(clock.instant().minus(FORGOTTEN));
        }
    }
}
