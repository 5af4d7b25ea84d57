package io.tenancy.server.e2e;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A database and the environment of every server on it. */
public record Deployment(TestDatabase database, Map<String, String> environment) {
    /** A database of its own, with every table and no tenant. */
    public static Deployment fresh() {
        return on(TestPostgres.database());
    }

    /** The same in a database of another server. */
    public static Deployment on(TestDatabase database) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Deployment(
                database,
                Map.ofEntries(
                        Map.entry("TENANCY_DB_URL", database.jdbcUrl()),
                        Map.entry("TENANCY_DB_OWNER_USER", TestPostgres.OWNER),
                        Map.entry("TENANCY_DB_OWNER_PASSWORD", database.ownerPassword()),
                        Map.entry("TENANCY_DB_APP_USER", TestPostgres.APP),
                        Map.entry("TENANCY_DB_APP_PASSWORD", database.appPassword()),
                        Map.entry("TENANCY_DB_POOL_MAX", "8"),
                        Map.entry("TENANCY_RATE_CONCURRENT", "1000"),
                        Map.entry("TENANCY_RATE_SIGN_IN", "0"),
                        Map.entry("TENANCY_MASTER_KEY", Base64.getEncoder().encodeToString(key)),
                        Map.entry("TENANCY_BASE_URL", "http://localhost:8080"),
                        Map.entry("TENANCY_DRAIN_DELAY", "PT0S"),
                        Map.entry("TENANCY_PORT", "0"),
                        Map.entry("TENANCY_OPERATOR_PORT", "0")));
    }

    public Deployment with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Deployment(database, Map.copyOf(changed));
    }

    /** The schema of a tenant that has one of its own. */
    String schema(String tenant) {
        TenantId id = new TenantId(UUID.fromString(tenant));
        return ((Placement.Schema) Placement.of(Isolation.SCHEMA, "main", id)).name();
    }

    /** The database of a tenant that has one of its own. */
    TestDatabase databaseOf(String tenant) {
        TenantId id = new TenantId(UUID.fromString(tenant));
        return database.named(((Placement.Database) Placement.of(Isolation.DATABASE, "main", id)).name());
    }

    /** The same with one more store. */
    public Deployment withStore(String name, TestDatabase store) {
        String variable = "TENANCY_STORE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String stores = environment.getOrDefault("TENANCY_STORES", "");
        return with("TENANCY_STORES", (stores + " " + name).strip())
                .with(variable + "_DB_URL", store.jdbcUrl())
                .with(variable + "_DB_OWNER_PASSWORD", store.ownerPassword())
                .with(variable + "_DB_APP_PASSWORD", store.appPassword())
                .with(variable + "_DB_POOL_MAX", "4");
    }

    /** Starts a server in this process. */
    public RunningServer start() {
        return TestServer.start(environment);
    }

    /** Starts a server in a process of its own. */
    public ServerProcess startProcess() {
        return ServerProcess.start(environment);
    }

    /** The first operator, signed in at a server. */
    public JsonClient operator(RunningServer server) {
        return server.accept(bootstrap(), Person.OPERATOR);
    }

    private Secret bootstrap() {
        Settings settings = TenancyConfiguration.load(environment).settings();
        try (Databases databases = new Databases(settings.database())) {
            Assembly assembly =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
            return assembly.bootstrap().run(new Contact("Olga", Person.OPERATOR.email())).mail().stream()
                    .map(Mail.Invitation.class::cast)
                    .map(Mail.Invitation::token)
                    .findAny()
                    .orElseThrow();
        }
    }
}
