package io.tenancy.server;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.tenancy.server.operations.Drain;
import java.util.Map;

/**
 * The server and its commands: an application that has nothing but the bundle. Everything that differs between deployments
 * comes from the environment.
 */
public final class TenancyApplication extends Application<TenancyConfiguration> {
    private final TenancyBundle<TenancyConfiguration> tenancy;
    private final boolean hasTheProcess;

    public TenancyApplication() {
        this(System.getenv());
    }

    /** A server in a process that has an environment of its own making, as a test or a demonstration. */
    public TenancyApplication(Map<String, String> environment) {
        this(environment, false);
    }

    private TenancyApplication(Map<String, String> environment, boolean hasTheProcess) {
        this.hasTheProcess = hasTheProcess;
        this.tenancy = TenancyBundle.of(TenancyConfiguration.class, TenancyConfiguration::tenancy)
                .withEnvironment(environment);
    }

    public static void main(String... arguments) throws Exception {
        new TenancyApplication(System.getenv(), true).run(arguments);
    }

    @Override
    public String getName() {
        return "tenancy";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<TenancyConfiguration> bootstrap) {
        tenancy.addCommands(bootstrap);
    }

    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(TenancyBundle.exitStatus(failure));
    }

    @Override
    public void initialize(Bootstrap<TenancyConfiguration> bootstrap) {
        bootstrap.addBundle(tenancy);
    }

    @Override
    public void run(TenancyConfiguration configuration, Environment server) {
        // The bundle has done everything else.
        if (hasTheProcess) {
            Drain.endInPeace(server);
        }
    }
}
