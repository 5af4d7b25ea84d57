package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Gate;
import io.tenancy.core.subscription.Uses;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.usage.CensusService;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.RequestCounts;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.core.usage.UsagePruning;
import io.tenancy.core.usage.UsageService;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.UsageSettings;
import java.time.InstantSource;
import java.util.UUID;

/** Usage and what hangs on it, put together. */
final class Metering {
    private final Persistence stores;
    private final UsageSettings settings;
    private final Meters meters;
    private final MeteredUse use;
    private final RequestCounts requests;
    private final UsagePruning pruning;
    private final TenantDirectory directory;
    private final InstantSource clock;

    Metering(Persistence stores, UsageSettings settings, TenantDirectory directory, UUID run, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.settings = requireNonNull(settings);
        this.directory = requireNonNull(directory);
        this.clock = requireNonNull(clock);
        this.meters = new Meters(settings.meters());
        this.use = new MeteredUse(stores.usage(), meters);
        this.requests = new RequestCounts(stores.usage(), stores.requestDays(), directory, run.toString(), clock);
        this.pruning = new UsagePruning(stores.tenants(), directory, stores.usage(), settings.policy(), clock);
    }

    /** What is measured. */
    Meters meters() {
        return meters;
    }

    /** What an application asks when it holds tenants to what their plans include. */
    MeteredUse use() {
        return use;
    }

    /** These, and what meters have counted. */
    Uses counting(Uses uses) {
        return uses.metered(use, use::knows);
    }

    UsageServices services(Gate gate) {
        return new UsageServices(
                new UsageService(gate, stores.usage(), meters, settings.policy()),
                new TenantUsageService(
                        gate, stores.tenants(), directory, stores.usage(), stores.requestDays(), meters, clock),
                census(gate),
                requests);
    }

    CensusService census(Gate gate) {
        return new CensusService(gate, stores.tenants(), directory, stores.users(), stores.census(), clock);
    }

    void flush() {
        requests.flush();
    }

    void prune() {
        pruning.run();
        var unused = stores.requestDays().prune(clock.instant().minus(TenantUsageService.KEPT));
    }
}
