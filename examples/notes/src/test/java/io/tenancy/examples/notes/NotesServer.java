package io.tenancy.examples.notes;

import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.Contact;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The service as it is in production, within this process, on a database without any table. */
final class NotesServer implements AutoCloseable {
    private static final String PASSWORD = "a long enough password for tests";
    private static final String OPERATOR = "olga@operators.example";

    private final Map<String, String> environment = environment(TestPostgres.emptyDatabase());
    private final Support support = new Support(environment);
    private final Client operator;

    NotesServer() throws Exception {
        support.before();
        anonymous()
                .post("/v1/auth/invitations/accept", Map.of("token", operatorsToken(), "password", PASSWORD))
                .expect(200);
        operator = anonymous().signedIn("platform", OPERATOR, PASSWORD);
    }

    /** The owner of a new tenant, signed in. */
    Client owner(String slug, String isolation) {
        return owner(slug, isolation, "free");
    }

    Client owner(String slug, String isolation, String plan) {
        String email = "owner@" + slug + ".example";
        Map<String, Object> wanted = Map.of(
                "slug",
                slug,
                "name",
                "The people of " + slug,
                "owner",
                Map.of("name", "Owen", "email", email),
                "ownerAccess",
                "one_time_password",
                "isolation",
                isolation,
                "plan",
                plan);
        String oneTime = operator.post("/v1/tenants", wanted).expect(201).text("oneTimePassword");
        return anonymous().admitted(slug, email, oneTime, PASSWORD);
    }

    /** Publishes a plan that includes so many notes, and so many that are written in a month. */
    void plan(String key, int notes, int written) {
        publish(key, List.of(Map.of("entitlement", "notes", "limit", notes), written(written)));
    }

    /** Publishes a plan that includes as many notes as there are, of which so many are written in a month. */
    void plan(String key, int written) {
        publish(key, List.of(written(written)));
    }

    private static Map<String, Object> written(int most) {
        return Map.of("entitlement", "notes_written", "limit", most, "per", "month", "enforced", true);
    }

    private void publish(String key, List<Map<String, Object>> entitlements) {
        Map<String, Object> wanted = Map.of("key", key, "name", key, "entitlements", entitlements);
        String id = operator.post("/v1/plans", wanted).expect(201).text("id");
        operator.post("/v1/plans/" + id + "/publish", Map.of()).expect(200);
    }

    /** A new user of a tenant with one role, signed in. */
    Client user(Client owner, String slug, String role) {
        String email = "user-" + role.toLowerCase(Locale.ROOT) + "@" + slug + ".example";
        String oneTime = owner.post("/v1/users", Map.of("email", email, "name", "Una", "roles", List.of(role)))
                .expect(201)
                .text("oneTimePassword");
        return anonymous().admitted(slug, email, oneTime, PASSWORD);
    }

    Client anonymous() {
        return new Client(URI.create("http://127.0.0.1:" + support.getLocalPort()), Optional.empty());
    }

    int operatorPort() {
        return support.getAdminPort();
    }

    @Override
    public void close() {
        support.after();
    }

    /** What the command {@code bootstrap} does. */
    private String operatorsToken() {
        Settings settings = TenancyConfiguration.load(environment).settings();
        TenantSchema tables = TenantSchema.standard().with(NotesApplication.TABLES);
        try (Databases databases = new Databases(settings.database(), tables)) {
            Assembly assembly =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
            Mail mail = assembly.bootstrap()
                    .run(new Contact("Olga", OPERATOR))
                    .mail()
                    .orElseThrow();
            return ((Mail.Invitation) mail).token().reveal();
        }
    }

    static Map<String, String> environment(TestDatabase database) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Map.of(
                "TENANCY_DB_URL",
                database.jdbcUrl(),
                "TENANCY_DB_OWNER_PASSWORD",
                database.ownerPassword(),
                "TENANCY_DB_APP_PASSWORD",
                database.appPassword(),
                "TENANCY_DB_POOL_MAX",
                "8",
                "TENANCY_MASTER_KEY",
                Base64.getEncoder().encodeToString(key),
                "TENANCY_BASE_URL",
                "http://localhost:8080",
                "TENANCY_PORT",
                "0",
                "TENANCY_OPERATOR_PORT",
                "0");
    }

    private static final class Support extends DropwizardTestSupport<NotesConfiguration> {
        private final Map<String, String> variables;

        Support(Map<String, String> variables) {
            super(NotesApplication.class, "config.yml");
            this.variables = variables;
        }

        @Override
        public Application<NotesConfiguration> newApplication() {
            return new NotesApplication(variables);
        }
    }
}
