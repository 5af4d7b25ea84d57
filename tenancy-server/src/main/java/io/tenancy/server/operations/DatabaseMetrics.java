package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.persistence.ConnectionsSnapshot;
import io.tenancy.server.Databases;
import io.tenancy.server.PoolUse;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Stores, their pools of connections, and the connections to databases of tenants, looked at when somebody asks. */
final class DatabaseMetrics {
    private final PrometheusRegistry metrics;
    private final Databases databases;

    private DatabaseMetrics(PrometheusRegistry metrics, Databases databases) {
        this.metrics = requireNonNull(metrics);
        this.databases = requireNonNull(databases);
    }

    static void register(PrometheusRegistry metrics, Databases databases, StoreWatch stores) {
        DatabaseMetrics all = new DatabaseMetrics(metrics, databases);
        GaugeWithCallback.builder()
                .name("tenancy_store_up")
                .help("Whether a store is reached, migrated and without danger.")
                .labelNames("store")
                .callback(gauge ->
                        stores.problems().forEach((store, problems) -> gauge.call(problems.isEmpty() ? 1 : 0, store)))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("tenancy_store_listening")
                .help("Whether changes that other nodes make in a store are heard of at once.")
                .labelNames("store")
                .callback(gauge -> databases
                        .listeners()
                        .forEach(listener -> gauge.call(listener.isListening() ? 1 : 0, listener.store())))
                .register(metrics);
        all.pools();
        all.tenants();
        all.totals();
    }

    private void pools() {
        GaugeWithCallback.builder()
                .name("tenancy_store_pool_connections")
                .help("Connections of the pools of each store, by the role and by what they do.")
                .labelNames("store", "role", "state")
                .callback(gauge -> databases.use().forEach(pool -> {
                    gauge.call(pool.active(), pool.store(), pool.role(), "active");
                    gauge.call(pool.idle(), pool.store(), pool.role(), "idle");
                }))
                .register(metrics);
        ofPools("tenancy_store_pool_waiting", "Callers that wait for a connection of a pool.", PoolUse::waiting);
        ofPools("tenancy_store_pool_max", "The most connections that a pool may have.", PoolUse::max);
    }

    private void ofPools(String name, String help, ToDoubleFunction<PoolUse> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("store", "role")
                .callback(gauge -> databases
                        .use()
                        .forEach(pool -> gauge.call(value.applyAsDouble(pool), pool.store(), pool.role())))
                .register(metrics);
    }

    private void tenants() {
        GaugeWithCallback.builder()
                .name("tenancy_tenant_connections")
                .help("Connections to databases of tenants, by what they do.")
                .labelNames("state")
                .callback(gauge -> {
                    ConnectionsSnapshot now = now();
                    gauge.call(now.inUse(), "active");
                    gauge.call(now.idle(), "idle");
                })
                .register(metrics);
        GaugeWithCallback.builder()
                .name("tenancy_tenant_connections_max")
                .help("The most connections to databases of tenants, all together.")
                .callback(gauge -> gauge.call(now().cap()))
                .register(metrics);
        GaugeWithCallback.builder()
                .name("tenancy_tenant_connections_waiting")
                .help("Callers that wait for a connection to a tenant's database.")
                .callback(gauge -> gauge.call(now().waiting()))
                .register(metrics);
    }

    private void totals() {
        CounterWithCallback.builder()
                .name("tenancy_tenant_connection_timeouts_total")
                .help("Callers that have waited in vain for a connection to a tenant's database.")
                .callback(counter -> counter.call((double) now().timeouts()))
                .register(metrics);
        CounterWithCallback.builder()
                .name("tenancy_tenant_connections_opened_total")
                .help("Connections to databases of tenants that were opened.")
                .callback(counter -> counter.call((double) now().opened()))
                .register(metrics);
        CounterWithCallback.builder()
                .name("tenancy_tenant_connections_closed_total")
                .help("Connections to databases of tenants that were closed, by the reason.")
                .labelNames("reason")
                .callback(counter -> now().closed()
                        .forEach((reason, count) ->
                                counter.call((double) count, reason.name().toLowerCase(Locale.ROOT))))
                .register(metrics);
    }

    private ConnectionsSnapshot now() {
        return databases.persistence().connections();
    }
}
