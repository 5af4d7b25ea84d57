package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.migrations.DbCommand;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.Migrations;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.util.List;
import liquibase.Liquibase;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * {@code db migrate config.yml} and Dropwizard's other commands for the tables. Migrating may be repeated, and done by
 * many nodes at once; dropping everything is refused.
 */
public final class DatabaseCommand<C extends Configuration> extends DbCommand<C> {
    private final Embedding<C> embedding;
    private String appRole = "";

    public DatabaseCommand(Embedding<C> embedding) {
        super(
                "db",
                configuration ->
                        Databases.owner(embedding.settings(configuration).database()),
                embedding.configuration(),
                Migrations.CHANGELOG);
        this.embedding = embedding;
    }

    @Override
    protected void run(@Nullable Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        Console.logPlainly();
        Settings settings = embedding.settings(configuration);
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

    private void tellStatus(Settings settings) {
        try (Databases databases = embedding.open(settings)) {
            if (!databases.isMigrated()) {
                throw new Refusal("The tables are not those of this version. Run: db migrate");
            }
            System.out.println("The tables are those of this version.");
        }
    }

    private void migrate(Settings settings) throws Exception {
        try (Databases databases = embedding.open(settings)) {
            List<String> stores = databases.migrateAll();
            TenantsMigrate.requireComplete(stores, databases.migrateTenants(FleetOptions.DEFAULT, FleetProgress.NONE));
            System.out.println("The tables are those of this version.");
        }
    }
}
