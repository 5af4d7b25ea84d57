package io.tenancy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Application;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.Contact;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.TenancyApplication;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.command.ServeCommand;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import io.tenancy.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole server on PostgreSQL, with Stripe's double as its biller. */
final class StripeServerTest {
    private static final String SECRET = "whsec_of_the_server";
    private static final String PASSWORD = "a long enough password for tests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeDouble stripe = new StripeDouble();
    private final Map<String, String> environment = environment(TestPostgres.database(), stripe.address());
    private final Support server = new Support(environment);
    private String operator = "";

    /** What came back. */
    private record Answer(int status, JsonNode body) {}

    StripeServerTest() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        server.before();
        post("/v1/auth/invitations/accept", "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(bootstrap(), PASSWORD));
        operator = post(
                        "/v1/auth/login",
                        "{\"tenant\":\"platform\",\"email\":\"olga@operators.example\",\"password\":\"" + PASSWORD
                                + "\"}")
                .body()
                .path("accessToken")
                .asText();
    }

    @AfterEach
    void stop() {
        server.after();
        stripe.close();
    }

    @Test
    void billsATenantByStripeFromThePlanToThePayment() throws Exception {
        String plan = post("/v1/plans", """
                        {"key": "team", "name": "Team", "prices": [{"amount": 4900, "currency": "EUR", "interval": "month",
                         "reference": "price_team",
                         "overages": [{"entitlement": "api_requests", "unitAmount": 2, "reference": "price_requests"}]}]}
                        """).body().path("id").asText();
        assertThat(post("/v1/plans/" + plan + "/publish", "{}").status()).isEqualTo(200);
        String tenant = post("/v1/tenants", """
                        {"slug": "acme", "name": "Acme", "plan": "team", "owner": {"name": "Ada", "email": "ada@acme.example"},
                         "ownerAccess": "one_time_password"}
                        """).body().path("id").asText();

        Eventually.within(Duration.ofSeconds(30), () -> stripe.subscription("sub_1") != null, Boolean::booleanValue);
        assertThat(stripe.prices("sub_1")).containsExactly("price_team", "price_requests");
        assertThat(stripe.customers.get(0)).containsEntry("metadata[tenant]", tenant);

        Instant now = Instant.now();
        String paid = Events.invoice("evt_2", "invoice.paid", now, "cus_1", "in_1", "paid");
        assertThat(event(paid, "t=1,v1=00").status()).isEqualTo(401);
        assertThat(event(paid, Signed.header(paid, now.minusSeconds(600), SECRET))
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("event.signature");
        assertThat(invoices(tenant)).isEmpty();

        String failed = Events.invoice("evt_1", "invoice.payment_failed", now, "cus_1", "in_1", "open");
        assertThat(outcome(failed)).isEqualTo("applied");
        assertThat(invoices(tenant).path(0).path("status").asText()).isEqualTo("open");
        assertThat(outcome(paid)).isEqualTo("applied");
        assertThat(outcome(paid)).isEqualTo("unchanged");
        assertThat(outcome(failed)).isEqualTo("unchanged");
        JsonNode invoice = invoices(tenant).path(0);
        assertThat(invoice.path("status").asText()).isEqualTo("paid");
        assertThat(invoice.path("total").asLong()).isEqualTo(5_831);
        assertThat(invoice.path("reference").asText()).isEqualTo("stripe:in_1");

        String foreign = Events.invoice("evt_3", "invoice.paid", now, "cus_9", "in_2", "paid");
        assertThat(outcome(foreign)).isEqualTo("unknown_customer");
        assertThat(invoices(tenant)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoEventOfTheChosenBiller() throws Exception {
        Instant now = Instant.now();
        String nonsense = "{\"id\": 1}";
        String large = "{\"id\": \"" + "x".repeat(600_000) + "\"}";

        assertThat(event(nonsense, Signed.header(nonsense, now, SECRET)).status())
                .isEqualTo(422);
        assertThat(event(large, Signed.header(large, now, SECRET)).status()).isEqualTo(413);
        assertThat(send("/v1/billing/events/paypal", "{}", Optional.empty(), Optional.empty())
                        .status())
                .isEqualTo(404);
    }

    private String outcome(String body) throws Exception {
        return event(body, Signed.header(body, Instant.now(), SECRET))
                .body()
                .path("outcome")
                .asText();
    }

    private Answer event(String body, String signature) throws Exception {
        return send("/v1/billing/events/stripe", body, Optional.of(signature), Optional.empty());
    }

    private JsonNode invoices(String tenant) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url("/v1/tenants/" + tenant + "/invoices")))
                .header("Authorization", "Bearer " + operator)
                .build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString(UTF_8)).body())
                .path("items");
    }

    private Answer post(String path, String body) throws Exception {
        Answer answer = send(path, body, Optional.empty(), Optional.of(operator).filter(token -> !token.isEmpty()));
        assertThat(answer.status()).as(path + answer.body()).isBetween(200, 299);
        return answer;
    }

    private Answer send(String path, String body, Optional<String> signature, Optional<String> token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        signature.ifPresent(given -> request.header("Stripe-Signature", given));
        token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private String bootstrap() {
        Settings settings = TenancyConfiguration.load(environment).settings();
        try (Databases databases = new Databases(settings.database())) {
            Assembly assembly =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
            Mail mail = assembly.bootstrap()
                    .run(new Contact("Olga", "olga@operators.example"))
                    .mail()
                    .orElseThrow();
            return ((Mail.Invitation) mail).token().reveal();
        }
    }

    private static Map<String, String> environment(TestDatabase database, URI stripe) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Map.ofEntries(
                Map.entry("TENANCY_DB_URL", database.jdbcUrl()),
                Map.entry("TENANCY_DB_OWNER_PASSWORD", database.ownerPassword()),
                Map.entry("TENANCY_DB_APP_PASSWORD", database.appPassword()),
                Map.entry("TENANCY_DB_POOL_MAX", "8"),
                Map.entry("TENANCY_MASTER_KEY", Base64.getEncoder().encodeToString(key)),
                Map.entry("TENANCY_BASE_URL", "http://localhost:8080"),
                Map.entry("TENANCY_DRAIN_DELAY", "PT0S"),
                Map.entry("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S"),
                Map.entry("TENANCY_PORT", "0"),
                Map.entry("TENANCY_OPERATOR_PORT", "0"),
                Map.entry("TENANCY_BILLER", "stripe"),
                Map.entry("TENANCY_BILLER_KEY", StripeDouble.KEY),
                Map.entry("TENANCY_BILLER_EVENT_SECRETS", "whsec_of_before," + SECRET),
                Map.entry("TENANCY_BILLER_URL", stripe.toString()),
                Map.entry("TENANCY_BILLING_CURRENCY", "EUR"));
    }

    private static final class Support extends DropwizardTestSupport<TenancyConfiguration> {
        private static final Embedding<TenancyConfiguration> EMBEDDING =
                new Embedding<>(TenancyConfiguration.class, TenancyConfiguration::tenancy, TenantSchema.standard());

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
