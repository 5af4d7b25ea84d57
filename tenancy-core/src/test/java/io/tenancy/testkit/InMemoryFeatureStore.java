package io.tenancy.testkit;

import io.tenancy.core.feature.FeatureStore;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;

/** Overrides and features in memory. */
record InMemoryFeatureStore(InMemoryTables tables) implements FeatureStore {
    /** What a user was given. */
    record Row(UserId user, Assignment assignment) {}

    @Override
    public List<Assignment> overrides(TenantScope scope) {
        return tables.in(scope, () -> tables.flagOverrides.all(scope.id()).toList());
    }

    @Override
    public void override(TenantScope scope, Assignment assignment) {
        tables.change(
                scope,
                () -> tables.flagOverrides.put(scope.id(), assignment.flag().value(), assignment));
    }

    @Override
    public boolean reset(TenantScope scope, FlagId flag) {
        return tables.in(scope, () -> tables.flagOverrides.remove(scope.id(), flag.value()));
    }

    @Override
    public List<Assignment> features(TenantScope scope, UserId user) {
        return tables.in(
                scope,
                () -> tables.userFeatures
                        .all(scope.id())
                        .filter(row -> row.user().equals(user))
                        .map(Row::assignment)
                        .toList());
    }

    @Override
    public void give(TenantScope scope, UserId user, Assignment assignment) {
        tables.change(scope, () -> {
            tables.requireUser(scope, user);
            tables.userFeatures.put(scope.id(), key(user, assignment.flag()), new Row(user, assignment));
        });
    }

    @Override
    public boolean take(TenantScope scope, UserId user, FlagId flag) {
        return tables.in(scope, () -> tables.userFeatures.remove(scope.id(), key(user, flag)));
    }

    private static String key(UserId user, FlagId flag) {
        return user.value() + " " + flag.value();
    }
}
