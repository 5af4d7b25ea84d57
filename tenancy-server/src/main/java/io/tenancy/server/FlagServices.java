package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.feature.OwnFlagService;
import io.tenancy.core.feature.TenantFlagService;
import io.tenancy.core.feature.UserFeatureService;
import io.tenancy.core.flag.FlagService;
import io.tenancy.persistence.Persistence;

/** The use cases of feature flags. */
public record FlagServices(
        FlagService flags,
        TenantFlagService ofTenants,
        OwnFlagService own,
        UserFeatureService features,
        FlagEvaluation evaluation) {
    public FlagServices {
        requireNonNull(flags);
        requireNonNull(ofTenants);
        requireNonNull(own);
        requireNonNull(features);
        requireNonNull(evaluation);
    }

    static FlagServices of(Persistence stores, Gate gate, Cursors cursors) {
        FlagEvaluation evaluation = new FlagEvaluation(gate, stores.knownFlags(), stores.knownSubscriptions());
        return new FlagServices(
                new FlagService(gate, stores.flags(), stores.plans(), cursors),
                new TenantFlagService(gate, stores.tenants(), stores.flags()),
                new OwnFlagService(gate, stores.flags(), stores.features(), evaluation, cursors),
                new UserFeatureService(gate, stores.flags(), stores.features(), stores.users()),
                evaluation);
    }
}
