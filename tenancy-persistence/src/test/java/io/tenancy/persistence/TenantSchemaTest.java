package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The changelogs of an application. */
final class TenantSchemaTest {
    @Test
    void comeAfterTenancysOwn() {
        TenantSchema schema = TenantSchema.standard().with(TenantFleet.NOTES);

        assertThat(schema.version()).isEqualTo(TenantSchema.standard().version() + 2);
        assertThat(schema.changes()).endsWith(schema.changes().get(schema.version() - 1));
        assertThat(schema.changes().get(schema.version() - 1).name()).isEqualTo("example/notes::notes-title::example");
    }

    @ParameterizedTest
    @CsvSource({
        "concurrent.sql, has runInTransaction:false",
        "always.sql, has runAlways or runOnChange",
        "precondition.sql, has preconditions",
        "program.xml, 'depends on the database, or runs a program'",
    })
    void areRefusedWhereTheyAreNotTheSamePlainSqlForAll(String file, String what) {
        assertThatThrownBy(() -> TenantSchema.standard().with("io/tenancy/persistence/" + file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(what);
    }

    @Test
    void areRefusedWhereTheyAreNotThere() {
        assertThatThrownBy(() -> TenantSchema.standard().with("nowhere.sql")).isInstanceOf(IllegalStateException.class);
    }
}
