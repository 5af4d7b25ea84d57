package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.server.e2e.NewTenants.Opened;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor finds at one tenant, as operators ask for it over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
final class TenantFindingsTest {
    private static final String UNKNOWN = "0193b3a0-0000-7000-8000-000000000000";

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private JsonClient operator;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
        tenants = new Tenants(server, operator);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void findsAFaultThatWasPlantedAndTheSqlThatMendsIt(String isolation) {
        String acme = tenant("acme-" + isolation, isolation);
        String globex = tenant("globex-" + isolation, isolation);
        assertThat(findings(acme)).isEmpty();
        assertThat(findings(globex)).isEmpty();

        String table = schema(acme, isolation) + ".users";
        place(acme, isolation).plant("ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY");

        JsonNode finding = findings(acme).get(0);
        assertThat(findings(acme)).hasSize(1);
        assertThat(finding.path("check").asText()).isEqualTo("rls.not_forced");
        assertThat(finding.path("severity").asText()).isEqualTo("danger");
        assertThat(finding.path("object").asText()).isEqualTo(table);
        assertThat(finding.path("problem").asText()).contains(table);
        assertThat(finding.path("why").asText()).contains("the owner sees all rows");
        assertThat(findings(globex)).hasSize(isolation.equals("shared") ? 1 : 0);

        place(acme, isolation).plant(finding.path("remedy").asText());
        assertThat(findings(acme)).isEmpty();
    }

    @Test
    void sayThatAPlaceIsGone() {
        String acme = tenant("gone", "schema");
        deployment.database().plant("ALTER SCHEMA " + deployment.schema(acme) + " RENAME TO t_elsewhere");

        assertThat(findings(acme))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path("check").asText()).isEqualTo("tenant.place_missing"));
    }

    @Test
    void areForOperatorsAlone() {
        Opened acme = NewTenants.open(operator, server, "curious");

        acme.client().get(path(acme.id())).expect(403, "access.denied");
        server.anonymous().get(path(acme.id())).expect(401, "token.missing");
        operator.get(path(UNKNOWN)).expect(404, "tenant.not_found");
    }

    private JsonNode findings(String tenant) {
        JsonNode examination = operator.get(path(tenant)).expect(200).json();
        assertThat(examination.path("at").asText()).isNotEmpty();
        return examination.path("findings");
    }

    private static String path(String tenant) {
        return "/v1/tenants/" + tenant + "/findings";
    }

    private String tenant(String slug, String isolation) {
        return tenants.owner(slug, isolation).get("/v1/tenant").expect(200).text("id");
    }

    private String schema(String tenant, String isolation) {
        return isolation.equals("schema") ? deployment.schema(tenant) : "tenancy";
    }

    private TestDatabase place(String tenant, String isolation) {
        return isolation.equals("database") ? deployment.databaseOf(tenant) : deployment.database();
    }
}
