package io.tenancy.persistence.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tables of an application and its statements on them keep to, so that two fences stand between tenants. */
public abstract class TenantTablesContract {
    /** A database that has the application's tables. */
    protected abstract TestDatabase database();

    /** The names of the application's own tenant tables. */
    protected abstract List<String> tables();

    /** The application's SQL objects on tenant tables. */
    protected abstract List<Class<?>> statements();

    @Test
    void hasTheTables() {
        assertThat(database().sharedTables()).containsAll(tables());
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryRuleOfTables(TableRule rule) {
        assertThat(rule.offenders(database())).isEmpty();
    }

    @Test
    void namesTheTenantForEachTableInEachStatement() {
        TenantPredicate predicate = TenantPredicate.of(tables().toArray(String[]::new));

        assertThat(statements())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(predicate.gaps(type)).isEmpty());
    }
}
