package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.migrations.DbCommand;
import io.tenancy.persistence.Migrations;
import io.tenancy.server.Databases;
import io.tenancy.server.Refusal;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import java.util.List;
import liquibase.Liquibase;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * {@code db migrate config.yml} and Dropwizard's other commands for the tables. Migrating may be repeated, and done by
 * many nodes at once; dropping everything is refused.
 */
public final class DatabaseCommand extends DbCommand<TenancyConfiguration> {
    private String appRole = "";

    public DatabaseCommand() {
        super(
                "db",
                configuration -> Databases.owner(configuration.settings().database()),
                TenancyConfiguration.class,
                Migrations.CHANGELOG);
    }

    @Override
    protected void run(
            @Nullable Bootstrap<TenancyConfiguration> bootstrap,
            Namespace arguments,
            TenancyConfiguration configuration)
            throws Exception {
        Console.logPlainly();
        Settings settings = configuration.settings();
        switch (requireNonNull(arguments.getString("subcommand"))) {
            case "migrate" -> migrate(settings);
            case "status" -> tellStatus(settings);
            case "drop-all" -> throw new Refusal("Dropping all tables is not offered. Drop the database instead.");
            default -> {
                appRole = settings.database().main().app().user();
                super.run(bootstrap, arguments, configuration);
            }
        }
    }

    @Override
    public void run(Namespace arguments, Liquibase liquibase) throws Exception {
        Migrations.prepare(liquibase, appRole);
        super.run(arguments, liquibase);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Console.tell(cli, failure);
    }

    private static void tellStatus(Settings settings) {
        try (Databases databases = new Databases(settings.database())) {
            if (!databases.isMigrated()) {
                throw new Refusal("The tables are not those of this version. Run: db migrate");
            }
            System.out.println("The tables are those of this version.");
        }
    }

    private static void migrate(Settings settings) throws Exception {
        try (Databases databases = new Databases(settings.database())) {
            List<String> failures = databases.migrateAll();
            if (!failures.isEmpty()) {
                throw Refusal.listing("The tables are those of this version, but not those of some tenants:", failures);
            }
            System.out.println("The tables are those of this version.");
        }
    }
}
