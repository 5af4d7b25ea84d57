package io.tenancy.server.e2e;

import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.server.Embedding;
import io.tenancy.server.TenancyApplication;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.command.ServeCommand;
import java.net.URI;
import java.util.Map;

/** The real server, in this process. */
public final class TestServer implements RunningServer {
    private static final Embedding<TenancyConfiguration> EMBEDDING =
            new Embedding<>(TenancyConfiguration.class, TenancyConfiguration::tenancy, TenantSchema.standard());

    private final DropwizardTestSupport<TenancyConfiguration> server;

    private TestServer(DropwizardTestSupport<TenancyConfiguration> server) {
        this.server = server;
    }

    /** Starts a server that has this environment and no other. */
    public static TestServer start(Map<String, String> environment) {
        var server = new Support(environment);
        try {
            server.before();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The server does not start.", e);
        }
        return new TestServer(server);
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public URI operatorUrl() {
        return URI.create("http://127.0.0.1:" + server.getAdminPort());
    }

    @Override
    public void close() {
        server.after();
    }

    private static final class Support extends DropwizardTestSupport<TenancyConfiguration> {
        private final Map<String, String> variables;

        Support(Map<String, String> variables) {
            super(
                    TenancyApplication.class,
                    "config.yml",
                    null,
                    null,
                    application -> new ServeCommand<>(application, EMBEDDING));
            this.variables = variables;
        }

        @Override
        public Application<TenancyConfiguration> newApplication() {
            return new TenancyApplication(variables);
        }
    }
}
