package io.tenancy.demo;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Application;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.tenancy.server.TenancyBundle;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The production server within this process; whoever has it can stop it, and wait until it has stopped. */
final class Server extends Application<TenancyConfiguration> implements AutoCloseable {
    private final TenancyBundle<TenancyConfiguration> tenancy;
    private final Consumer<Settings> before;
    private volatile org.eclipse.jetty.server.@Nullable Server running;

    /**
     * A server that is not started yet.
     *
     * @param before what is to be done with the settings before it serves
     */
    Server(Map<String, String> environment, Consumer<Settings> before) {
        this.tenancy = TenancyBundle.of(TenancyConfiguration.class, TenancyConfiguration::tenancy)
                .withEnvironment(environment);
        this.before = requireNonNull(before);
    }

    @Override
    public void initialize(Bootstrap<TenancyConfiguration> bootstrap) {
        bootstrap.addBundle(new Preparation());
        bootstrap.addBundle(tenancy);
    }

    @Override
    public void run(TenancyConfiguration configuration, Environment environment) {
        // The bundles have done everything.
    }

    /** Comes before the bundle that opens the databases. */
    private final class Preparation implements ConfiguredBundle<TenancyConfiguration> {
        @Override
        public void run(TenancyConfiguration configuration, Environment environment) {
            environment.lifecycle().addServerLifecycleListener(server -> {
                running = server;
                server.setStopAtShutdown(false); // the demo stops it, in its order
            });
            before.accept(configuration.settings());
        }
    }

    /** Serves. Returns when the ports are open. */
    void start() throws Exception {
        run("server", "config.yml");
    }

    /** Finishes the requests that are under way and closes the ports. Harmless where it does not serve. */
    @Override
    public void close() {
        org.eclipse.jetty.server.Server server = running;
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The server does not stop.", e);
            }
        }
    }

    @Override
    protected void onFatalError(Throwable failure) {
        throw new Refusal("The server does not start: " + failure.getMessage(), failure);
    }
}
