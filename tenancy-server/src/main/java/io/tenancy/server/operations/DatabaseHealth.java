package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.health.HealthCheck;
import io.tenancy.server.Databases;
import java.util.List;

/** Healthy while the database answers, is migrated, and keeps tenants apart. */
final class DatabaseHealth extends HealthCheck {
    private final Databases databases;

    DatabaseHealth(Databases databases) {
        this.databases = requireNonNull(databases);
    }

    @Override
    protected Result check() {
        List<String> dangers = databases.dangers();
        return dangers.isEmpty() ? Result.healthy() : Result.unhealthy(String.join(" ", dangers));
    }
}
