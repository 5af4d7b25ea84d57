package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection plans a statement once for each schema, however the schemas take turns on it. */
final class SchemaPlansTest {
    /** The driver prepares a statement when it is run for the fifth time, PostgreSQL keeps a plan after five that it has made. */
    private static final int TIMES = 15;

    private static final String NAME = "t_[0-9a-z]+";

    private final TestDatabase database = TestPostgres.database();
    private final FewConnections connections = new FewConnections(database, 1);
    private final Persistence persistence = connections.persistence();
    private final Samples samples = new Samples(persistence);

    @AfterEach
    void stop() {
        connections.close();
    }

    @Test
    void keepsThePlanOfARead() {
        TenantScope acme = samples.open("acme", Isolation.SCHEMA);
        TenantScope globex = samples.open("globex", Isolation.SCHEMA);
        User ada = samples.user(acme, "ada@example.org");
        User bob = samples.user(globex, "bob@example.org");

        for (int i = 0; i < TIMES; i++) {
            assertThat(persistence.users().find(acme, ada.id())).contains(ada);
            assertThat(persistence.users().find(globex, bob.id())).contains(bob);
            assertThat(persistence.users().find(globex, ada.id())).isEmpty();
        }

        assertThat(keptPlans("FROM users u")).containsOnlyKeys(schema(acme), schema(globex));
        assertThat(keptPlans("FROM users u").values()).allMatch(plans -> plans > 0);
    }

    @Test
    void preparesTheStatementsOfATransactionForEach() {
        TenantScope acme = samples.open("acme", Isolation.SCHEMA);
        TenantScope globex = samples.open("globex", Isolation.SCHEMA);
        for (int i = 0; i < TIMES; i++) {
            for (TenantScope tenant : List.of(acme, globex)) {
                persistence.settings().put(tenant, new SetValue("locale", tenant.slug() + i, Samples.T0));
                assertThat(persistence
                                .transactions()
                                .run(tenant, () -> persistence.settings().list(tenant)))
                        .singleElement()
                        .satisfies(setting -> assertThat(setting.value()).startsWith(tenant.slug()));
            }
        }

        assertThat(keptPlans("INSERT INTO settings")).containsOnlyKeys(schema(acme), schema(globex));
        assertThat(keptPlans("FROM settings")).containsOnlyKeys(schema(acme), schema(globex));
    }

    private static String schema(TenantScope tenant) {
        return ((Placement.Schema) tenant.placement()).name();
    }

    /** How often the connection has run statements with this part by a plan that it had, by the schema that is named in them. */
    private Map<String, Long> keptPlans(String part) {
        return Jdbi.create(connections.pool())
                .withHandle(handle -> handle.createQuery(
                                "SELECT substring(statement FROM :name) AS schema, generic_plans AS plans FROM pg_prepared_statements"
                                        + " WHERE strpos(statement, :part) > 0")
                        .bind("name", NAME)
                        .bind("part", part)
                        .map((row, context) -> Map.entry(row.getString("schema"), row.getLong("plans")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum)));
    }
}
