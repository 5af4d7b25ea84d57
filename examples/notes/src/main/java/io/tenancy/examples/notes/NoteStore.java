package io.tenancy.examples.notes;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.examples.notes.Note.NoteId;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.TenantSql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The notes of each tenant. Their ids are in the order of time. */
final class NoteStore {
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantSql<Sql> db;

    NoteStore(Persistence persistence) {
        this.db = persistence.tenantSql(Sql.class);
    }

    Optional<Note> find(TenantScope scope, NoteId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    /** The newest notes before a place, at most so many. */
    List<Note> list(TenantScope scope, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(scope, sql -> sql.list(scope.id(), place, limit));
    }

    long count(TenantScope scope) {
        return db.one(scope, sql -> sql.count(scope.id()));
    }

    void add(TenantScope scope, Note note) {
        db.one(scope, sql -> sql.add(scope.id(), note));
    }

    /** False where the tenant has no such note. */
    boolean delete(TenantScope scope, NoteId id) {
        return db.one(scope, sql -> sql.delete(scope.id(), id)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, author, text, created_at
                FROM notes
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Note> find(TenantId tenant, NoteId id);

        @SqlQuery("""
                SELECT id, author, text, created_at
                FROM notes
                WHERE tenant_id = :tenant AND id < :before
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Note> list(TenantId tenant, UUID before, int limit);

        @SqlQuery("""
                SELECT count(*)
                FROM notes
                WHERE tenant_id = :tenant
                """)
        long count(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO notes (tenant_id, id, author, text, created_at)
                VALUES (:tenant, :note.id, :note.author, :note.text, :note.createdAt)
                """)
        int add(TenantId tenant, @BindMethods("note") Note note);

        @SqlUpdate("""
                DELETE FROM notes
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, NoteId id);
    }
}
