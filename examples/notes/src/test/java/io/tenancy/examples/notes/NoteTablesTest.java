package io.tenancy.examples.notes;

import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.testkit.TenantTablesContract;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestTenancy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The table and the statements of this service keep to the rules of Tenancy's own. */
final class NoteTablesTest extends TenantTablesContract {
    private static final TestTenancy TENANCY =
            TestTenancy.with(TenantSchema.standard().with(NotesApplication.TABLES));

    @AfterAll
    static void close() {
        TENANCY.close();
    }

    @Override
    protected TestDatabase database() {
        return TENANCY.database();
    }

    @Override
    protected List<String> tables() {
        return List.of("notes");
    }

    @Override
    protected List<Class<?>> statements() {
        return List.of(NoteStore.Sql.class);
    }
}
