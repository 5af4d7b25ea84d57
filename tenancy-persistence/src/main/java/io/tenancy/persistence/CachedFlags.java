package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.feature.Assigned;
import io.tenancy.core.feature.KnownFlags;
import io.tenancy.core.flag.FlagContext.Given;
import io.tenancy.core.flag.FlagEvaluator;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.util.Optional;

/** Remembers what evaluating flags needs, for as long as a node may be behind. */
final class CachedFlags implements KnownFlags {
    private static final int MOST = 100_000;
    private static final String FLAGS = "flags";

    private final KnownFlags source;
    private final Recent<String, FlagEvaluator> flags;
    private final Recent<TenantId, Given> agreed;
    private final KnownStandings<Optional<UserId>, Assigned> assigned;

    CachedFlags(KnownFlags source, TenantDb db, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.flags = new Recent<>(1, staleness, clock, any -> FLAGS);
        this.agreed = new Recent<>(MOST, staleness, clock, tenant -> tenant);
        this.assigned =
                new KnownStandings<>((scope, user) -> Optional.of(source.assigned(scope, user)), db, staleness, clock);
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    CachedFlags hearing(Changes changes) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.FLAGS) {
                        flags.changed(FLAGS);
                    }
                },
                flags::allChanged);
        agreed.hearTenants(changes);
        var unused = assigned.hearing(changes);
        return this;
    }

    @Override
    public FlagEvaluator flags() {
        return flags.get(FLAGS, any -> source.flags());
    }

    @Override
    public Given agreed(TenantId tenant) {
        return agreed.get(tenant, source::agreed);
    }

    @Override
    public Assigned assigned(TenantScope scope, Optional<UserId> user) {
        return assigned.find(scope, user).orElseThrow();
    }
}
