package io.tenancy.examples.client;

import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.Contact;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.TenancyApplication;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** The real server, in this process, on a database of its own. */
final class ClientServer implements AutoCloseable {
    static final String OPERATOR = "olga@operators.example";

    private final Map<String, String> environment = environment(TestPostgres.emptyDatabase());
    private final Support support = new Support(environment);

    ClientServer() throws Exception {
        support.before();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + support.getLocalPort());
    }

    /** What the command {@code bootstrap} does. */
    String operatorsToken() {
        Settings settings = TenancyConfiguration.load(environment).settings();
        try (Databases databases = new Databases(settings.database())) {
            Assembly assembly =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
            Mail mail = assembly.bootstrap()
                    .run(new Contact("Olga", OPERATOR))
                    .mail()
                    .orElseThrow();
            return ((Mail.Invitation) mail).token().reveal();
        }
    }

    @Override
    public void close() {
        support.after();
    }

    private static Map<String, String> environment(TestDatabase database) {
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

    private static final class Support extends DropwizardTestSupport<TenancyConfiguration> {
        private final Map<String, String> variables;

        Support(Map<String, String> variables) {
            super(TenancyApplication.class, "config.yml");
            this.variables = variables;
        }

        @Override
        public Application<TenancyConfiguration> newApplication() {
            return new TenancyApplication(variables);
        }
    }
}
