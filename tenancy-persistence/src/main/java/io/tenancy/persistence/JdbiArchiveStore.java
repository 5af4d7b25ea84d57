package io.tenancy.persistence;

import io.tenancy.core.access.Actor;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.Part;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiArchiveStore implements ArchiveStore {
    private final TenantSql<Sql> db;

    JdbiArchiveStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void add(TenantScope scope, Archive archive) {
        var unused = db.one(scope, sql -> sql.add(scope.id(), archive, notes(archive)));
    }

    @Override
    public Optional<Archive> find(TenantScope scope, JobId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public List<Archive> list(TenantScope scope, Actor owner, Instant now) {
        return db.one(scope, sql -> sql.list(scope.id(), owner, now));
    }

    @Override
    public int count(TenantScope scope, Instant now) {
        return db.one(scope, sql -> sql.count(scope.id(), now));
    }

    @Override
    public boolean update(TenantScope scope, Archive archive) {
        return db.one(scope, sql -> sql.update(scope.id(), archive, notes(archive))) == 1;
    }

    @Override
    public void put(TenantScope scope, JobId id, Part part, byte[] deflated) {
        String[] columns = part.columns().toArray(String[]::new);
        var unused = db.one(scope, sql -> sql.put(scope.id(), id, part, columns, deflated));
    }

    @Override
    public List<Part> parts(TenantScope scope, JobId id, int after, int limit) {
        return db.one(scope, sql -> sql.parts(scope.id(), id, after, limit));
    }

    @Override
    public Optional<byte[]> content(TenantScope scope, JobId id, int number) {
        return db.one(scope, sql -> sql.content(scope.id(), id, number));
    }

    @Override
    public boolean remove(TenantScope scope, JobId id) {
        return db.one(scope, sql -> sql.remove(scope.id(), id)) == 1;
    }

    @Override
    public int prune(TenantScope scope, Instant now, int limit) {
        return db.all(scope, sql -> {
            int parts = sql.pruneParts(scope.id(), now, limit);
            return parts < limit ? parts + sql.prune(scope.id(), now) : parts;
        });
    }

    private static String[] notes(Archive archive) {
        return archive.notes().stream()
                .map(note -> note.table() + " " + note.why())
                .toArray(String[]::new);
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO archives (tenant_id, id, kind, person, ids, owner_kind, owner_id, created_at, expires_at,
                                      whole, parts, bytes, notes)
                VALUES (:tenant, :archive.id, :archive.kind, :archive.person, :archive.ids, :archive.owner.kind,
                        :archive.owner.id, :archive.createdAt, :archive.expiresAt, :archive.whole, :archive.parts,
                        :archive.bytes, :notes)
                """)
        int add(TenantId tenant, @BindMethods("archive") Archive archive, String[] notes);

        @SqlQuery("""
                SELECT id, kind, person, ids, owner_kind, owner_id, created_at, expires_at, whole, parts, bytes, notes
                FROM archives
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Archive> find(TenantId tenant, JobId id);

        @SqlQuery("""
                SELECT id, kind, person, ids, owner_kind, owner_id, created_at, expires_at, whole, parts, bytes, notes
                FROM archives
                WHERE tenant_id = :tenant AND owner_kind = :owner.kind AND owner_id = :owner.id AND expires_at > :now
                ORDER BY id DESC
                """)
        List<Archive> list(TenantId tenant, @BindMethods("owner") Actor owner, Instant now);

        @SqlQuery("""
                SELECT count(*)
                FROM archives
                WHERE tenant_id = :tenant AND expires_at > :now
                """)
        int count(TenantId tenant, Instant now);

        @SqlUpdate("""
                UPDATE archives
                SET whole = :archive.whole, parts = :archive.parts, bytes = :archive.bytes, notes = :notes
                WHERE tenant_id = :tenant AND id = :archive.id
                """)
        int update(TenantId tenant, @BindMethods("archive") Archive archive, String[] notes);

        @SqlUpdate("""
                INSERT INTO archive_parts (tenant_id, archive_id, number, of_table, columns, rows, bytes, sha256, content)
                VALUES (:tenant, :id, :part.number, :part.table, :columns, :part.rows, :part.bytes, :part.sha256,
                        :deflated)
                ON CONFLICT (tenant_id, archive_id, number) DO UPDATE
                SET of_table = EXCLUDED.of_table, columns = EXCLUDED.columns, rows = EXCLUDED.rows,
                    bytes = EXCLUDED.bytes, sha256 = EXCLUDED.sha256, content = EXCLUDED.content
                """)
        int put(TenantId tenant, JobId id, @BindMethods("part") Part part, String[] columns, byte[] deflated);

        @SqlQuery("""
                SELECT number, of_table, columns, rows, bytes, sha256
                FROM archive_parts
                WHERE tenant_id = :tenant AND archive_id = :id AND number > :after
                ORDER BY number
                LIMIT :limit
                """)
        List<Part> parts(TenantId tenant, JobId id, int after, int limit);

        @SqlQuery("""
                SELECT content
                FROM archive_parts
                WHERE tenant_id = :tenant AND archive_id = :id AND number = :number
                """)
        Optional<byte[]> content(TenantId tenant, JobId id, int number);

        @SqlUpdate("""
                DELETE FROM archives
                WHERE tenant_id = :tenant AND id = :id
                """)
        int remove(TenantId tenant, JobId id);

        @SqlUpdate("""
                DELETE FROM archive_parts
                WHERE tenant_id = :tenant
                  AND (archive_id, number) IN (SELECT p.archive_id, p.number
                                               FROM archive_parts p
                                               JOIN archives a ON a.tenant_id = :tenant AND a.id = p.archive_id
                                               WHERE p.tenant_id = :tenant AND a.expires_at <= :now
                                               LIMIT :limit)
                """)
        int pruneParts(TenantId tenant, Instant now, int limit);

        @SqlUpdate("""
                DELETE FROM archives
                WHERE tenant_id = :tenant AND expires_at <= :now
                """)
        int prune(TenantId tenant, Instant now);
    }
}
