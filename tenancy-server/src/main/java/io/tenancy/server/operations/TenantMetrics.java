package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.server.operations.TenantLoad.Cost;
import java.util.function.ToDoubleFunction;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/** Counts the requests of the busiest tenants, by their ids, and of all others together. Who is not known is not counted. */
final class TenantMetrics implements ApplicationEventListener {
    /** Where the API notes whose request it is. */
    private static final String TENANT_ID = "tenant_id";

    private final TenantLoad load;

    TenantMetrics(TenantLoad load, PrometheusRegistry metrics) {
        this.load = requireNonNull(load);
        register(metrics, "tenancy_tenant_requests_total", "Requests of the busiest tenants.", Cost::requests);
        register(metrics, "tenancy_tenant_failures_total", "Those of them that were answered 5xx.", Cost::failures);
        register(metrics, "tenancy_tenant_seconds_total", "The time that they took.", cost -> cost.nanos() / 1e9);
    }

    private void register(PrometheusRegistry metrics, String name, String help, ToDoubleFunction<Cost> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("tenant")
                .callback(counter ->
                        load.costs().forEach((tenant, cost) -> counter.call(value.applyAsDouble(cost), tenant)))
                .register(metrics);
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests count.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent started) {
        long start = System.nanoTime();
        return event -> {
            if (event.getType() == RequestEvent.Type.FINISHED) {
                finished(event.getContainerRequest(), event.getContainerResponse(), System.nanoTime() - start);
            }
        };
    }

    private void finished(ContainerRequest request, @Nullable ContainerResponse response, long nanos) {
        if (request.getProperty(TENANT_ID) instanceof String tenant) {
            int failures = response == null || response.getStatus() >= 500 ? 1 : 0;
            load.add(tenant, new Cost(1, failures, nanos));
        }
    }
}
