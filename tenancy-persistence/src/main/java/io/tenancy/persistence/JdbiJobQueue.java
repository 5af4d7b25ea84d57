package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.job.JobQueue;
import io.tenancy.core.job.QueueFilter;
import io.tenancy.core.job.QueuedJob;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiJobQueue implements JobQueue {
    private static final UUID FIRST = new UUID(0, 0);

    private final CatalogueSql<Sql> db;

    JdbiJobQueue(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void put(QueuedJob job) {
        var unused = db.one(sql -> sql.put(job));
    }

    @Override
    public Optional<QueuedJob> claim(Instant now, Instant until) {
        return db.one(sql -> sql.claim(now, until));
    }

    @Override
    public boolean update(QueuedJob job) {
        return db.one(sql -> sql.update(job)) == 1;
    }

    @Override
    public boolean remove(QueuedJob job) {
        return db.one(sql -> sql.remove(job)) == 1;
    }

    @Override
    public List<QueuedJob> list(QueueFilter filter, Optional<Position> after, int limit) {
        UUID place = after.map(Position::id).orElse(FIRST);
        return db.one(sql -> sql.list(filter, place, limit));
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.job_queue (job, tenant, kind, tries, failures, queued_at, due_at, open)
                VALUES (:job.job, :job.tenant, :job.kind, :job.tries, :job.failures, :job.queuedAt, :job.dueAt, :job.open)
                ON CONFLICT (job) DO UPDATE
                SET tries = job_queue.tries + 1, failures = EXCLUDED.failures, due_at = EXCLUDED.due_at,
                    open = EXCLUDED.open
                """)
        int put(@BindMethods("job") QueuedJob job);

        /** Rows that another node is taking are passed over, so that nodes do not wait for each other. */
        @SqlQuery("""
                UPDATE catalogue.job_queue
                SET tries = tries + 1, due_at = :until
                WHERE job = (
                    SELECT job
                    FROM catalogue.job_queue
                    WHERE due_at <= :now
                    ORDER BY due_at, job
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING tenant, job, kind, tries, failures, queued_at, due_at, open
                """)
        Optional<QueuedJob> claim(Instant now, Instant until);

        @SqlUpdate("""
                UPDATE catalogue.job_queue
                SET failures = :job.failures, due_at = :job.dueAt, open = :job.open
                WHERE job = :job.job AND tries = :job.tries
                """)
        int update(@BindMethods("job") QueuedJob job);

        @SqlUpdate("""
                DELETE FROM catalogue.job_queue
                WHERE job = :job.job AND tries = :job.tries
                """)
        int remove(@BindMethods("job") QueuedJob job);

        @SqlQuery("""
                SELECT tenant, job, kind, tries, failures, queued_at, due_at, open
                FROM catalogue.job_queue
                WHERE open AND job > :after
                  AND (CAST(:only.tenant AS uuid) IS NULL OR tenant = :only.tenant)
                  AND (CAST(:only.kind AS text) IS NULL OR kind = :only.kind)
                  AND (NOT :only.failing OR failures > 0)
                ORDER BY job
                LIMIT :limit
                """)
        List<QueuedJob> list(@BindMethods("only") QueueFilter filter, UUID after, int limit);
    }
}
