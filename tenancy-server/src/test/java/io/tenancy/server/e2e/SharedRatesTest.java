package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.AtOnce;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one catalogue that count together. The plan of the tenants has its own number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedRatesTest {
    private static final int TENANT = 40;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_RATE_STORE", "shared")
            .with("TENANCY_DEFAULT_PLAN", "small")
            .with("TENANCY_RATE_PLANS", "small: tenant=" + TENANT + " user=0; large: tenant=4000");
    private RunningServer one;
    private RunningServer other;
    private Tenants tenants;

    @BeforeAll
    void start() {
        one = deployment.start();
        other = deployment.start();
        tenants = new Tenants(one, deployment.operator(one));
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void allowATenantNoMoreThanItsPlanOnBothTogether() {
        JsonClient acme = tenants.owner("acme");
        List<JsonClient> nodes = List.of(acme.at(one), acme.at(other));

        List<Answer> answers = AtOnce.run(64, i -> nodes.get(i % 2).get("/v1/tenant"));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(TENANT - 4, TENANT);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    answer.expect(429, "rate.tenant");
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                });
        tenants.owner("globex").get("/v1/tenant").expect(200);
    }
}
