package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.core.access.Caller;
import io.tenancy.server.TenancyBundle;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.api.Open;
import io.tenancy.server.api.SignedIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that has the fences of the bundle, and resources of its own alone. */
final class FencesAloneTest {
    private static final Support SERVER = new Support();

    private final JsonClient anonymous = new JsonClient(URI.create("http://127.0.0.1:" + SERVER.getLocalPort()));

    @BeforeAll
    static void start() throws Exception {
        SERVER.before();
    }

    @AfterAll
    static void stop() {
        SERVER.after();
    }

    @Test
    void keepsItsOwnResourcesBehindTheFences() {
        assertThat(anonymous.get("/open").expect(200).text()).isEqualTo("open");
        anonymous.get("/mine").expect(401, "token.missing");
        anonymous.get("/open?tenant_id=1").expect(400, "tenant.not_accepted");
    }

    @Test
    void hasNoneOfTenancysOwnResources() {
        anonymous.get("/v1/users").expect(404);
        anonymous.get("/openapi.json").expect(404);
    }

    /** The application's own. */
    @Path("/")
    public static final class OwnResource {
        @GET
        @Path("open")
        @Open
        public String open() {
            return "open";
        }

        @GET
        @Path("mine")
        @SignedIn
        public String mine(@Auth Caller caller) {
            return caller.getName();
        }
    }

    /** An application with nothing else. */
    public static final class Own extends Application<TenancyConfiguration> {
        private final TenancyBundle<TenancyConfiguration> tenancy = TenancyBundle.of(
                        TenancyConfiguration.class, TenancyConfiguration::tenancy)
                .withEnvironment(Deployment.fresh().environment())
                .withoutResources();

        @Override
        public void initialize(Bootstrap<TenancyConfiguration> bootstrap) {
            bootstrap.addBundle(tenancy);
        }

        @Override
        public void run(TenancyConfiguration configuration, Environment environment) {
            environment.jersey().register(new OwnResource());
        }
    }

    private static final class Support extends DropwizardTestSupport<TenancyConfiguration> {
        Support() {
            super(Own.class, "config.yml");
        }
    }
}
