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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at the plans of lists as the serving role gets them, with 30,000 users in one tenant and as many around it. */
final class UserListPlanTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final TenantScope ACME = TestTenants.open("acme");

    @BeforeAll
    static void fill() {
        DATABASE.plant("""
                INSERT INTO tenancy.users
                SELECT CASE WHEN i % 2 = 0 THEN '%s'::uuid ELSE gen_random_uuid() END,
                       (lpad(to_hex(i), 8, '0') || '-0000-7000-8000-000000000000')::uuid,
                       md5(i::text) || '@example.org', 'Name', md5((i * 7)::text),
                       CASE WHEN i % 1000 = 0 THEN 'DISABLED' ELSE 'ACTIVE' END, now(), now(), NULL, NULL, 1
                FROM generate_series(1, 60000) i
                """.replace("%s", ACME.id().value().toString()));
        DATABASE.plant("VACUUM ANALYZE tenancy.users");
    }

    static Stream<Method> lists() {
        return Stream.of(UserLists.Sql.class.getDeclaredMethods());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void readsAPageByAnIndex(Method list) {
        String plan = plan(list.getAnnotation(SqlQuery.class).value());

        assertThat(plan).contains("users_").doesNotContain("Seq Scan on users");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void searchesByTheIndexesOfBothColumns(Method list) {
        if (list.getName().startsWith("search")) {
            assertThat(plan(list.getAnnotation(SqlQuery.class).value()))
                    .contains("(name_key >= 'ab'::text) AND (name_key < 'ac'::text)")
                    .contains("(email >= 'ab'::text) AND (email < 'ac'::text)")
                    .contains("BitmapOr");
        }
    }

    /** Most tenants have a single user here: the plan for an average one is a good one for the largest, because it has no other. */
    @ParameterizedTest
    @MethodSource("lists")
    void keepsAPlanWhereItIsOneForAll(Method list) {
        String sql = list.getAnnotation(SqlQuery.class).value();
        boolean isKept = !list.isAnnotationPresent(PlannedEachTime.class);

        assertThat(isKept).isEqualTo(!sql.contains(":status") && !sql.contains(":from"));
        if (isKept) {
            assertThat(keptPlan(sql)).contains("Index Scan using users_").doesNotContain("Sort");
        }
    }

    /** The culprit: the same search as people write it. */
    @Test
    void findsNoIndexForLike() {
        String plan = plan("SELECT id FROM users WHERE tenant_id = :tenant AND name_key LIKE 'ab%'");

        assertThat(plan).contains("name_key ~~ 'ab%'::text").doesNotContain("name_key >=");
    }

    /** The plan for whatever values. */
    private static String keptPlan(String sql) {
        String statement = sql.replace(":tenant", "$1")
                .replace(":key", "$2")
                .replace(":id", "$3")
                .replace(":limit", "$4");
        List<String> lines = Jdbi.create(DATABASE.app()).inTransaction(transaction -> {
            Binding.bind(transaction, ACME.id());
            transaction.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            transaction.execute("PREPARE page (uuid, text, uuid, int) AS " + statement);
            return transaction
                    .createQuery("EXPLAIN EXECUTE page (gen_random_uuid(), '', gen_random_uuid(), 20)")
                    .mapTo(String.class)
                    .list();
        });
        return String.join("\n", lines);
    }

    private static String plan(String sql) {
        Jdbi jdbi = Rows.register(Jdbi.create(DATABASE.app()));
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        List<String> lines = jdbi.inTransaction(transaction -> {
            Binding.bind(transaction, ACME.id());
            return transaction
                    .createQuery("EXPLAIN " + sql)
                    .bind("tenant", ACME.id())
                    .bind("status", sql.contains("CAST(:status") ? null : "ACTIVE")
                    .bind("key", "")
                    .bind("id", new UUID(0, 0))
                    .bind("from", "ab")
                    .bind("to", "ac")
                    .bind("limit", 50)
                    .mapTo(String.class)
                    .list();
        });
        return String.join("\n", lines);
    }
}
