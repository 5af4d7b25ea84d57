package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.tenancy.core.Cursors;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Gate;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.server.api.Api;
import io.tenancy.server.api.ApiSettings;
import io.tenancy.server.command.AddressesCommand;
import io.tenancy.server.command.AuditCommand;
import io.tenancy.server.command.BootstrapCommand;
import io.tenancy.server.command.CheckCommand;
import io.tenancy.server.command.DatabaseCommand;
import io.tenancy.server.command.DoctorCommand;
import io.tenancy.server.command.KeysCommand;
import io.tenancy.server.command.ServeCommand;
import io.tenancy.server.command.StoresCommand;
import io.tenancy.server.command.TenantsCommand;
import io.tenancy.server.config.EnvironmentSource;
import io.tenancy.server.config.Settings;
import io.tenancy.server.console.Console;
import io.tenancy.server.mail.Senders;
import io.tenancy.server.operations.Background;
import io.tenancy.server.operations.Drain;
import io.tenancy.server.operations.HashingMetrics;
import io.tenancy.server.operations.MailRounds;
import io.tenancy.server.operations.OperatorPort;
import io.tenancy.server.operations.RateMetrics;
import io.tenancy.server.operations.StoreWatch;
import io.tenancy.server.operations.TaskMetrics;
import io.tenancy.server.operations.TenantMigrations;
import io.tenancy.server.operations.Traces;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tenancy within a Dropwizard application: its databases, API, health checks, metrics, housekeeping and commands. Resources
 * of the application that take an {@code @Auth Caller} are behind the same fences as Tenancy's own.
 */
public final class TenancyBundle<C extends Configuration> implements ConfiguredBundle<C> {
    /** From one look at a store to the next. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    private final Embedding<C> embedding;
    private final Map<String, String> environment;
    private final boolean withResources;
    private @Nullable Running running;

    private TenancyBundle(Embedding<C> embedding, Map<String, String> environment, boolean withResources) {
        this.embedding = requireNonNull(embedding);
        this.environment = Map.copyOf(environment);
        this.withResources = withResources;
    }

    /**
     * Tenancy with its own tables, for a configuration that has its settings in a section.
     *
     * @param section the section of a configuration, as {@code NotesConfiguration::tenancy}
     */
    public static <C extends Configuration> TenancyBundle<C> of(
            Class<C> configuration, Function<C, TenancyFactory> section) {
        return new TenancyBundle<>(
                new Embedding<>(configuration, section, TenantSchema.standard()), System.getenv(), true);
    }

    /**
     * The same, with tables of the application beside Tenancy's own in the place of every tenant.
     *
     * @param changelog the name of a changelog on the class path; see {@link TenantSchema#with}
     */
    public TenancyBundle<C> withTables(String changelog) {
        TenantSchema tables = embedding.tables().with(changelog);
        return new TenancyBundle<>(
                new Embedding<>(embedding.configuration(), embedding.section(), tables), environment, withResources);
    }

    /** The same in an environment of its own making, as a test or a demonstration has. */
    public TenancyBundle<C> withEnvironment(Map<String, String> variables) {
        return new TenancyBundle<>(embedding, variables, withResources);
    }

    /**
     * The same without Tenancy's own resources, sign-in among them: the application's are behind the same fences, and do
     * what they want with {@link #services}.
     */
    public TenancyBundle<C> withoutResources() {
        return new TenancyBundle<>(embedding, environment, false);
    }

    /** Reads configuration files with variables of the environment, and adds the commands that are not there yet. */
    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new EnvironmentSource(environment));
        Set<String> known =
                bootstrap.getCommands().stream().map(Command::getName).collect(Collectors.toUnmodifiableSet());
        commands()
                .filter(command -> !known.contains(command.getName()))
                .forEach(command -> bootstrap.addCommand(command));
    }

    /**
     * Adds all commands, {@code server} and {@code check} among them, which then explain a wrong setting without a stack
     * trace. It is for {@code addDefaultCommands} of the application, in the place of Dropwizard's own.
     */
    public void addCommands(Bootstrap<C> bootstrap) {
        bootstrap.addCommand(new ServeCommand<>(bootstrap.getApplication(), embedding));
        commands().forEach(command -> bootstrap.addCommand(command));
    }

    /**
     * The status with which a process ends after a failure, for {@code onFatalError} of the application: Dropwizard itself ends it with
     * 1 whatever the failure, and so does not tell where {@code doctor} has found a danger from where it could not look.
     */
    public static int exitStatus(Throwable failure) {
        return failure instanceof Refusal refusal ? refusal.status() : 1;
    }

    private Stream<Command> commands() {
        return Stream.of(
                new CheckCommand<>(embedding),
                new AddressesCommand<>(embedding),
                new AuditCommand<>(embedding),
                new DatabaseCommand<>(embedding),
                new BootstrapCommand<>(embedding),
                new DoctorCommand<>(embedding),
                new KeysCommand<>(embedding),
                new StoresCommand<>(embedding),
                new TenantsCommand<>(embedding));
    }

    /**
     * Opens the databases, migrates them where the settings say so, and registers everything.
     *
     * @throws Refusal if a setting is unsafe, or the database would not keep tenants apart
     */
    @Override
    public void run(C configuration, Environment server) throws Exception {
        Settings settings = embedding.settings(configuration);
        Databases databases = embedding.openToServe(settings);
        try {
            running = serve(settings, databases, server);
        } catch (Exception e) {
            databases.close();
            throw e;
        }
    }

    private Running serve(Settings settings, Databases databases, Environment server) {
        databases.await();
        databases.limit();
        if (settings.database().migrateOnStart()) {
            databases.migrate();
        }
        databases.requireSafeAndWarn();
        Clock clock = Clock.systemUTC();
        Assembly assembly = new Assembly(databases.persistence(), settings, Senders.of(settings), clock);
        StoreWatch stores = new StoreWatch(databases.stores(), databases::look, WATCH);
        OperatorPort operators = OperatorPort.open(server, databases, stores);
        HashingMetrics.register(operators.metrics(), assembly.hashing());
        server.lifecycle().manage(databases);
        server.lifecycle().manage(stores);
        Running running = new Running(
                databases.persistence(),
                assembly,
                assembly.services(),
                new ApiSettings(settings.baseUrl(), new UuidV7(clock), settings.proxies(), assembly.crossOrigin()));
        RateMetrics.register(operators.metrics(), running.services().rates());
        server.lifecycle().manage(new AutoCloseableManager(assembly::flushUsage)); // after the last request and task
        Background background = background(settings, databases, running, operators, clock);
        server.lifecycle().manage(background);
        server.lifecycle().addServerLifecycleListener(background);
        Drain.register(server, settings.running().drainDelay());
        server.lifecycle().addServerLifecycleListener(new Announcement());
        if (settings.running().traces() == Settings.Tracing.OTLP) {
            Traces.open(server, databases.persistence(), environment);
        }
        if (withResources) {
            Api.register(server, running.services(), running.api());
            Console.register(server, running.services(), running.api());
        } else {
            Services services = running.services();
            Api.fence(
                    server, services.sessions(), services.stepUps(), services.once(), services.rates(), running.api());
        }
        return running;
    }

    private static Background background(
            Settings settings, Databases databases, Running running, OperatorPort operators, Clock clock) {
        Assembly assembly = running.assembly();
        MailRounds mails = new MailRounds(assembly.mails(), operators.metrics());
        TenantMigrations migrations = new TenantMigrations(
                progress -> databases.fleet(FleetOptions.DEFAULT, progress),
                settings.database().migrateOnStart(),
                operators.metrics());
        TaskRounds rounds = assembly.background().rounds();
        rounds.declare(
                new BackgroundTasks(assembly, settings).of(running.services(), mails, migrations, operators.metrics()));
        return new Background(
                rounds,
                new TaskMetrics(operators.metrics(), clock),
                settings.background().threads() + settings.webhooks().threads(),
                settings.background().interval());
    }

    /** The ports on PostgreSQL; {@link Persistence#tenantSql} reaches the application's own tables. */
    public Persistence persistence() {
        return running().persistence();
    }

    /** The way from a caller to a scope, for the application's own use cases. */
    public Gate gate() {
        return running().assembly().gate();
    }

    /** Cursors for the application's own lists. */
    public Cursors cursors() {
        return running().assembly().cursors();
    }

    /** What is set, of the application's own settings too. */
    public SettingValues values() {
        return running().assembly().values();
    }

    /** What plans let tenants have, of the application's own entitlements too. */
    public PlanQuotas quotas() {
        return running().assembly().quotas();
    }

    /** How much of a metered entitlement a tenant has used, as {@link PlanQuotas#spend} asks. */
    public MeteredUse use() {
        return running().assembly().use();
    }

    /** What feature flags are for callers; code in this process asks here. */
    public FlagEvaluation flags() {
        return running().assembly().flags();
    }

    /** Tenancy's own use cases. */
    public Services services() {
        return running().services();
    }

    /** The address of a path of this server as clients know it. */
    public URI link(String path) {
        return running().api().link(path);
    }

    private Running running() {
        Running known = running;
        if (known == null) {
            throw new IllegalStateException("The bundle has not run yet: ask it in the application's run method.");
        }
        return known;
    }

    private record Running(Persistence persistence, Assembly assembly, Services services, ApiSettings api) {}
}
