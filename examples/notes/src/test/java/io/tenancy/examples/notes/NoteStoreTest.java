package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.examples.notes.Note.NoteId;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.testkit.TestTenancy;
import io.tenancy.testkit.TenantRowsContract;
import io.tenancy.testkit.TestTenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The notes of tenants are kept apart in every placement. */
final class NoteStoreTest {
    private static final TestTenancy TENANCY =
            TestTenancy.with(TenantSchema.standard().with(NotesApplication.TABLES));

    @AfterAll
    static void close() {
        TENANCY.close();
    }

    @Nested
    final class InSharedTables extends NoteRows {
        InSharedTables() {
            super(Isolation.SHARED);
        }
    }

    @Nested
    final class InASchema extends NoteRows {
        InASchema() {
            super(Isolation.SCHEMA);
        }
    }

    @Nested
    final class InADatabase extends NoteRows {
        InADatabase() {
            super(Isolation.DATABASE);
        }
    }

    @Test
    void leavesNothingOfATenantThatIsErased() {
        NoteStore store = new NoteStore(TENANCY.persistence());
        TenantScope acme = TENANCY.open("acme", Isolation.SHARED);
        NoteId id = new NoteId(TestTenants.newId());
        store.add(acme, new Note(id, TENANCY.user(acme), "A note", TestTenants.EPOCH));

        TENANCY.erase(acme);

        assertThat(store.find(acme, id)).isEmpty();
    }

    abstract static class NoteRows extends TenantRowsContract<Note> {
        private final NoteStore store = new NoteStore(TENANCY.persistence());
        private final Map<TenantScope, UserId> authors = new HashMap<>();
        private final Isolation isolation;

        NoteRows(Isolation isolation) {
            this.isolation = isolation;
        }

        @Override
        protected Transactions transactions() {
            return TENANCY.persistence().transactions();
        }

        @Override
        protected TenantScope open(String slug) {
            TenantScope scope = TENANCY.open(slug, isolation);
            authors.put(scope, TENANCY.user(scope));
            return scope;
        }

        @Override
        protected Note add(TenantScope scope, UUID id) {
            Note note = new Note(new NoteId(id), requireNonNull(authors.get(scope)), "A note", TestTenants.EPOCH);
            store.add(scope, note);
            return note;
        }

        @Override
        protected Optional<Note> find(TenantScope scope, UUID id) {
            return store.find(scope, new NoteId(id));
        }

        @Override
        protected List<Note> list(TenantScope scope) {
            return store.list(scope, Optional.empty(), 10);
        }

        @Override
        protected boolean change(TenantScope scope, UUID id) {
            return false; // a note stays as it was written
        }

        @Override
        protected boolean delete(TenantScope scope, UUID id) {
            return store.delete(scope, new NoteId(id));
        }
    }
}
