package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Held;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.FlagContext.Given;
import io.tenancy.core.flag.FlagEvaluator;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.RoleGraph;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What evaluating needs by the stores, asked each time. */
public final class StoredFlags implements KnownFlags {
    private final FlagStore flags;
    private final FeatureStore features;
    private final RoleStore roles;

    public StoredFlags(FlagStore flags, FeatureStore features, RoleStore roles) {
        this.flags = requireNonNull(flags);
        this.features = requireNonNull(features);
        this.roles = requireNonNull(roles);
    }

    @Override
    public FlagEvaluator flags() {
        return new FlagEvaluator(flags.all());
    }

    @Override
    public Given agreed(TenantId tenant) {
        return Assigned.given(Source.PLATFORM, false, flags.agreed(tenant));
    }

    @Override
    public Assigned assigned(TenantScope scope, Optional<UserId> user) {
        return Assigned.of(
                user.map(one -> features.features(scope, one)).orElse(List.of()),
                features.overrides(scope),
                user.map(one -> roles(scope, one)).orElse(Held.lasting(Set.of())));
    }

    private Held<String> roles(TenantScope scope, UserId user) {
        List<Holding> holdings = roles.holdings(scope, user);
        return holdings.isEmpty() ? Held.lasting(Set.of()) : new RoleGraph(roles.list(scope)).names(holdings);
    }
}
