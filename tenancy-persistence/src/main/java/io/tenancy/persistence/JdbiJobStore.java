package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.job.JobStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiJobStore implements JobStore {
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantSql<Sql> db;

    JdbiJobStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Job> find(TenantScope scope, JobId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public Optional<Material> material(TenantScope scope, JobId id) {
        return db.one(scope, sql -> sql.material(scope.id(), id));
    }

    @Override
    public List<Job> list(TenantScope scope, JobFilter filter, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(scope, sql -> sql.list(scope.id(), filter.state(), filter.kind(), place, limit));
    }

    @Override
    public int open(TenantScope scope) {
        return db.one(scope, sql -> sql.open(scope.id()));
    }

    @Override
    public void add(TenantScope scope, Job job, String input) {
        var unused = db.one(scope, sql -> sql.add(scope.id(), job, refusals(job), input));
    }

    @Override
    public boolean update(TenantScope scope, Job job, Optional<String> checkpoint) {
        boolean isDone = job.state() == Job.State.SUCCEEDED || job.state() == Job.State.CANCELLED;
        return db.one(scope, sql -> sql.update(scope.id(), job, refusals(job), checkpoint, isDone)) == 1;
    }

    @Override
    public boolean remove(TenantScope scope, JobId id) {
        return db.one(scope, sql -> sql.remove(scope.id(), id)) == 1;
    }

    private static String[] refusals(Job job) {
        return job.refusals().stream()
                .map(refusal -> refusal.item() + " " + refusal.code())
                .toArray(String[]::new);
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, kind, state, done, total, refused, refusals, actor_kind, actor_id, created_at, started_at,
                       ended_at, failure, version
                FROM jobs
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Job> find(TenantId tenant, JobId id);

        @SqlQuery("""
                SELECT input, checkpoint
                FROM jobs
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Material> material(TenantId tenant, JobId id);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, kind, state, done, total, refused, refusals, actor_kind, actor_id, created_at, started_at,
                       ended_at, failure, version
                FROM jobs
                WHERE tenant_id = :tenant AND id < :before
                  AND (CAST(:state AS text) IS NULL OR state = :state)
                  AND (CAST(:kind AS text) IS NULL OR kind = :kind)
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Job> list(TenantId tenant, Optional<Job.State> state, Optional<String> kind, UUID before, int limit);

        @SqlQuery("""
                SELECT count(*)
                FROM jobs
                WHERE tenant_id = :tenant AND ended_at IS NULL
                """)
        int open(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO jobs (tenant_id, id, kind, state, done, total, refused, refusals, actor_kind, actor_id,
                                  created_at, started_at, ended_at, failure, version, input, checkpoint)
                VALUES (:tenant, :job.id, :job.kind, :job.state, :job.done, :job.total, :job.refused, :refusals,
                        :job.createdBy.kind, :job.createdBy.id, :job.createdAt, :job.startedAt, :job.endedAt,
                        :job.failure, :job.version, :input, '')
                """)
        int add(TenantId tenant, @BindMethods("job") Job job, String[] refusals, String input);

        @SqlUpdate("""
                UPDATE jobs
                SET state = :job.state, done = :job.done, refused = :job.refused, refusals = :refusals,
                    started_at = :job.startedAt, ended_at = :job.endedAt, failure = :job.failure, version = :job.version,
                    input = CASE WHEN :forget THEN '' ELSE input END,
                    checkpoint = CASE WHEN :forget THEN '' ELSE COALESCE(:checkpoint, checkpoint) END
                WHERE tenant_id = :tenant AND id = :job.id AND version = :job.version - 1
                """)
        int update(
                TenantId tenant,
                @BindMethods("job") Job job,
                String[] refusals,
                Optional<String> checkpoint,
                boolean forget);

        @SqlUpdate("""
                DELETE FROM jobs
                WHERE tenant_id = :tenant AND id = :id
                """)
        int remove(TenantId tenant, JobId id);
    }
}
