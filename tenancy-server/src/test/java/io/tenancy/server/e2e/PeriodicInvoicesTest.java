package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, whose clocks are a period ahead. */
final class PeriodicInvoicesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;

    @Test
    void areIssuedOnceByNodesThatDoItAtTheSameTime() throws Exception {
        Deployment deployment =
                Deployment.fresh().with("TENANCY_BILLING_CURRENCY", "EUR").with("TENANCY_BILLING_TAX_RATE", "1900");
        Settings settings = TenancyConfiguration.load(deployment.environment()).settings();
        Instant now = Instant.now();
        try (RunningServer server = deployment.start();
                Databases one = new Databases(settings.database());
                Databases other = new Databases(settings.database())) {
            JsonClient operator = deployment.operator(server);
            String plan =
                    operator.post("/v1/plans", JSON.readTree("""
                            {"key": "team", "name": "Team",
                             "prices": [{"amount": 4900, "currency": "EUR", "interval": "month"}]}
                            """)).expect(201).text("id");
            operator.post("/v1/plans/" + plan + "/publish", JSON.readTree("{}")).expect(200);
            String tenant =
                    operator.post("/v1/tenants", JSON.readTree("""
                            {"slug": "acme", "name": "Acme", "plan": "team",
                             "owner": {"name": "Ada", "email": "ada@acme.example"}}
                            """)).expect(201).text("id");
            node(one, settings, now).invoice(() -> false);

            List<Assembly> nodes = List.of(
                    node(one, settings, now.plus(Duration.ofDays(40))),
                    node(other, settings, now.plus(Duration.ofDays(40))));
            int issued = atOnce(nodes);

            List<JsonNode> invoices = operator.all("/v1/tenants/" + tenant + "/invoices");
            assertThat(issued).isEqualTo(1);
            assertThat(invoices).hasSize(1);
            assertThat(invoices.get(0).path("total").asLong()).isEqualTo(5_831);
        }
    }

    private static int atOnce(List<Assembly> nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS * nodes.size());
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                nodes.forEach(node -> runs.add(threads.submit(() -> node.invoice(() -> false))));
            }
            int issued = 0;
            for (Future<Integer> run : runs) {
                issued += run.get();
            }
            return issued;
        } finally {
            threads.shutdown();
        }
    }

    private static Assembly node(Databases databases, Settings settings, Instant now) {
        InstantSource clock = () -> now;
        return new Assembly(databases.persistence(), settings, new LogSender(), clock);
    }
}
