package io.tenancy.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.examples.notes.Label.LabelId;
import io.tenancy.persistence.Doctor;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.testkit.TenantTablesContract;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestTenancy;
import io.tenancy.testkit.TenantRowsContract;
import io.tenancy.testkit.TestTenants;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * One more table takes a changelog entry ({@code labels.sql}), a record ({@link Label}), a store ({@link LabelStore}), and nothing
 * else: its rows are kept apart in every placement, erased with their tenant, and known to the doctor.
 */
final class SecondTableTest {
    private static final TenantSchema TABLES =
            TenantSchema.standard().with(NotesApplication.TABLES).with("io/tenancy/examples/notes/labels.sql");
    private static final TestTenancy TENANCY = TestTenancy.with(TABLES);

    @AfterAll
    static void close() {
        TENANCY.close();
    }

    @Nested
    final class InSharedTables extends LabelRows {
        InSharedTables() {
            super(Isolation.SHARED);
        }
    }

    @Nested
    final class InASchema extends LabelRows {
        InASchema() {
            super(Isolation.SCHEMA);
        }
    }

    @Nested
    final class InADatabase extends LabelRows {
        InADatabase() {
            super(Isolation.DATABASE);
        }
    }

    @Nested
    final class KeepsTheRules extends TenantTablesContract {
        @Override
        protected TestDatabase database() {
            return TENANCY.database();
        }

        @Override
        protected List<String> tables() {
            return List.of("labels");
        }

        @Override
        protected List<Class<?>> statements() {
            return List.of(LabelStore.Sql.class);
        }
    }

    @Test
    void leavesNothingOfATenantThatIsErased() {
        LabelStore labels = new LabelStore(TENANCY.persistence());
        TenantScope acme = TENANCY.open("acme", Isolation.SHARED);
        labels.add(acme, new Label(new LabelId(TestTenants.newId()), "urgent"));

        TENANCY.erase(acme);

        assertThat(TENANCY.database()
                        .texts("SELECT name FROM tenancy.labels WHERE tenant_id = '"
                                + acme.id().value() + "'"))
                .isEmpty();
    }

    @Test
    void isKnownToTheDoctor() {
        assertThat(new Doctor(TENANCY.database().stores(), TABLES, InstantSource.system()).examine(Depth.QUICK))
                .isEmpty();
    }

    abstract static class LabelRows extends TenantRowsContract<Label> {
        private final LabelStore labels = new LabelStore(TENANCY.persistence());
        private final Isolation isolation;

        LabelRows(Isolation isolation) {
            this.isolation = isolation;
        }

        @Override
        protected Transactions transactions() {
            return TENANCY.persistence().transactions();
        }

        @Override
        protected TenantScope open(String slug) {
            return TENANCY.open(slug, isolation);
        }

        @Override
        protected Label add(TenantScope scope, UUID id) {
            Label label = new Label(new LabelId(id), "urgent");
            labels.add(scope, label);
            return label;
        }

        @Override
        protected Optional<Label> find(TenantScope scope, UUID id) {
            return labels.find(scope, new LabelId(id));
        }

        @Override
        protected List<Label> list(TenantScope scope) {
            return labels.list(scope);
        }

        @Override
        protected boolean change(TenantScope scope, UUID id) {
            return labels.rename(scope, new Label(new LabelId(id), "later"));
        }

        @Override
        protected boolean delete(TenantScope scope, UUID id) {
            return labels.delete(scope, new LabelId(id));
        }
    }
}
