package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.lang.reflect.Method;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks at the plans of the list of deliveries as the serving role gets them, with 40,000 of one webhook. */
final class DeliveryListPlanTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final TenantScope ACME = TestTenants.open("acme");
    private static final UUID WEBHOOK = TestTenants.newId();

    @BeforeAll
    static void fill() {
        DATABASE.plant("""
                INSERT INTO tenancy.webhooks
                VALUES ('%s', '%s', 'https://example.org', '', '{*}', 'ACTIVE', NULL, 's', NULL, NULL, 0, 0, NULL, NULL,
                        NULL, NULL, now(), now(), 1)
                """.formatted(ACME.id().value(), WEBHOOK));
        DATABASE.plant("""
                INSERT INTO tenancy.webhook_deliveries
                SELECT '%s', (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000')::uuid, '%s', 'msg_' || i, NULL,
                       CASE WHEN i %% 4000 = 0 THEN 'user.deleted' ELSE 'user.invited' END, 'DELIVERED', false, 1, now(),
                       NULL
                FROM generate_series(1, 40000) i
                """.formatted(ACME.id().value(), WEBHOOK));
        DATABASE.plant("""
                INSERT INTO tenancy.webhook_attempts
                SELECT tenant_id, id, 1, created_at, 5, 200, NULL, ''
                FROM tenancy.webhook_deliveries
                """);
        DATABASE.plant("VACUUM ANALYZE tenancy.webhook_deliveries");
        DATABASE.plant("VACUUM ANALYZE tenancy.webhook_attempts");
    }

    @Test
    void readsAPageInTheOrderOfAnIndex() {
        assertThat(plan(null, null)).contains("Index Scan").doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void findsFewOfAnEventTypeAmongMany() {
        assertThat(plan("user.deleted", null))
                .contains("webhook_deliveries_type_ix")
                .doesNotContain("Seq Scan");
    }

    @Test
    void findsAMessageAmongMany() {
        assertThat(plan(null, "msg_4711"))
                .contains("webhook_deliveries_message_ix")
                .doesNotContain("Seq Scan");
    }

    private static String plan(@Nullable String eventType, @Nullable String message) {
        Jdbi jdbi = Rows.register(Jdbi.create(DATABASE.app()));
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        List<String> lines = jdbi.inTransaction(transaction -> {
            Binding.bind(transaction, ACME.id());
            return transaction
                    .createQuery("EXPLAIN " + list())
                    .bind("tenant", ACME.id())
                    .bind("webhook", WEBHOOK)
                    .bind("only.status", (String) null)
                    .bind("only.eventType", eventType)
                    .bind("only.message", message)
                    .bind("before", new UUID(-1, -1))
                    .bind("limit", 25)
                    .mapTo(String.class)
                    .list();
        });
        return String.join("\n", lines);
    }

    private static String list() {
        return Stream.of(JdbiDeliveryStore.Sql.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("list"))
                .map((Method method) -> method.getAnnotation(SqlQuery.class).value())
                .findAny()
                .orElseThrow();
    }
}
