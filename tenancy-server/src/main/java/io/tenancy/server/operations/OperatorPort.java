package io.tenancy.server.operations;

import com.codahale.metrics.health.HealthCheckRegistry;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.server.Databases;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Set;

/** What operators and their tools see on a port of their own: {@code /live}, {@code /ready}, {@code /metrics}. */
public final class OperatorPort {
    private static final String LIVE = "/live";
    private static final String READY = "/ready";
    private static final String METRICS = "/metrics";

    private final PrometheusRegistry metrics = new PrometheusRegistry();

    private OperatorPort() {}

    /** Opens the port's pages for a server on these databases. */
    public static OperatorPort open(Environment server, Databases databases, StoreWatch stores) {
        OperatorPort port = new OperatorPort();
        DropwizardExports.builder().dropwizardRegistry(server.metrics()).register(port.metrics);
        server.jersey().register(new HttpMetrics(port.metrics));
        server.jersey().register(new TenantMetrics(new TenantLoad(System::nanoTime), port.metrics));
        DatabaseMetrics.register(port.metrics, databases, stores);
        HealthCheckRegistry health = server.healthChecks();
        health.register("database", new DatabaseHealth(databases));
        health.register("stores", new StoresHealth(stores));
        AdminEnvironment admin = server.admin();
        admin.addServlet("live", new LiveServlet()).addMapping(LIVE);
        admin.addServlet("ready", new ReadyServlet(health, server.getObjectMapper()))
                .addMapping(READY);
        admin.addServlet("prometheus", new MetricsServlet(port.metrics)).addMapping(METRICS);
        admin.addFilter("only", new OnlyThesePaths(Set.of(LIVE, READY, METRICS)))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        return port;
    }

    /** Where further metrics are to be registered. */
    public PrometheusRegistry metrics() {
        return metrics;
    }
}
