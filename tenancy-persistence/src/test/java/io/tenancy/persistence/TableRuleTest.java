package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TableRuleTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    @ParameterizedTest
    @EnumSource
    void holds(TableRule rule) {
        assertThat(list(DATABASE, rule.offenders())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bites(TableRule rule) {
        TestDatabase database = TestPostgres.database();
        database.plant("SET search_path = tenancy;" + rule.culprit());

        assertThat(list(database, rule.offenders())).anyMatch(offender -> offender.contains("culprit"));
    }

    @Test
    void looksAtEveryTenantTable() {
        assertThat(list(
                        DATABASE,
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'tenancy'::regnamespace"))
                .containsExactlyInAnyOrder(
                        "users",
                        "roles",
                        "role_permissions",
                        "user_roles",
                        "credentials",
                        "one_time_tokens",
                        "sessions",
                        "settings",
                        "journal");
    }

    private static List<String> list(TestDatabase database, String query) {
        Jdbi jdbi = Jdbi.create(database.superuser());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi.withHandle(handle -> {
            handle.execute("SET search_path = tenancy");
            return handle.createQuery(query).mapTo(String.class).list();
        });
    }
}
