package io.tenancy.server;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.tenancy.core.UuidV7;
import io.tenancy.server.api.Api;
import io.tenancy.server.api.ApiSettings;
import io.tenancy.server.command.BootstrapCommand;
import io.tenancy.server.command.CheckCommand;
import io.tenancy.server.command.DatabaseCommand;
import io.tenancy.server.command.DoctorCommand;
import io.tenancy.server.command.ServeCommand;
import io.tenancy.server.command.StoresCommand;
import io.tenancy.server.command.TenantsCommand;
import io.tenancy.server.config.EnvironmentSource;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.Senders;
import io.tenancy.server.operations.Housekeeping;
import io.tenancy.server.operations.OperatorPort;
import io.tenancy.server.operations.StoreWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The server and its commands. Everything that differs between deployments comes from the environment. */
public final class TenancyApplication extends Application<TenancyConfiguration> {
    /** From the start to the first housekeeping. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** From one look at a store to the next. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    private final Map<String, String> environment;

    public TenancyApplication() {
        this(System.getenv());
    }

    /** A server in a process that has an environment of its own making, as a test or a demonstration. */
    public TenancyApplication(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static void main(String... arguments) throws Exception {
        new TenancyApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "tenancy";
    }

    @Override
    public void initialize(Bootstrap<TenancyConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new EnvironmentSource(environment));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<TenancyConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new CheckCommand());
        bootstrap.addCommand(new DatabaseCommand());
        bootstrap.addCommand(new BootstrapCommand());
        bootstrap.addCommand(new DoctorCommand());
        bootstrap.addCommand(new StoresCommand());
        bootstrap.addCommand(new TenantsCommand());
    }

    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(failure instanceof Refusal refusal ? refusal.status() : 1);
    }

    @Override
    public void run(TenancyConfiguration configuration, Environment server) throws Exception {
        Settings settings = configuration.settings();
        Databases databases = new Databases(settings.database());
        try {
            serve(settings, databases, server);
        } catch (Exception e) {
            databases.close();
            throw e;
        }
    }

    private static void serve(Settings settings, Databases databases, Environment server) {
        if (settings.database().migrateOnStart()) {
            var unused = databases.migrate(); // what could not be brought along is in the log
        }
        databases.requireSafe();
        databases.logWarnings();
        Clock clock = Clock.systemUTC();
        Assembly assembly = new Assembly(databases.persistence(), settings, Senders.of(settings), clock);
        StoreWatch stores = new StoreWatch(databases.stores(), databases::look, WATCH);
        OperatorPort operators = OperatorPort.open(server, databases, stores);
        server.lifecycle().manage(databases);
        server.lifecycle().manage(stores);
        server.lifecycle()
                .manage(new Housekeeping(
                        assembly.housekeeping()::run, SOON, settings.housekeeping(), operators.metrics()));
        server.lifecycle().addServerLifecycleListener(new Announcement());
        Api.register(server, assembly.services(), new ApiSettings(settings.baseUrl(), new UuidV7(clock)));
    }
}
