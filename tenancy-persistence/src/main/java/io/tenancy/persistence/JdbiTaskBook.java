package io.tenancy.persistence;

import io.tenancy.core.task.TaskBook;
import io.tenancy.core.task.TaskState;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiTaskBook implements TaskBook {
    private final CatalogueSql<Sql> db;

    JdbiTaskBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void declare(TaskState task) {
        var unused = db.one(sql -> sql.declare(task));
    }

    @Override
    public Optional<TaskState> find(String name) {
        return db.one(sql -> sql.find(name));
    }

    @Override
    public List<TaskState> list() {
        return db.one(Sql::list);
    }

    @Override
    public Set<String> due(Instant now) {
        return db.one(sql -> sql.due(now));
    }

    @Override
    public Optional<TaskState> begin(String name, String node, Instant now, Instant until) {
        return db.one(sql -> sql.begin(name, node, now, until));
    }

    @Override
    public boolean extend(String name, long run, Instant until) {
        return db.one(sql -> sql.extend(name, run, until)) == 1;
    }

    @Override
    public boolean end(TaskState ended) {
        return db.one(sql -> sql.end(ended)) == 1;
    }

    @Override
    public boolean hurry(String name, Instant now) {
        return db.one(sql -> sql.hurry(name, now)) == 1;
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.tasks (name, runs, due_at, failures)
                VALUES (:task.name, :task.runs, :task.dueAt, :task.failures)
                ON CONFLICT DO NOTHING
                """)
        int declare(@BindMethods("task") TaskState task);

        @SqlQuery("""
                SELECT name, runs, due_at, started_at, ended_at, outcome, error, failures, succeeded_at, node, lease_until
                FROM catalogue.tasks
                WHERE name = :name
                """)
        Optional<TaskState> find(String name);

        @SqlQuery("""
                SELECT name, runs, due_at, started_at, ended_at, outcome, error, failures, succeeded_at, node, lease_until
                FROM catalogue.tasks
                ORDER BY name
                """)
        List<TaskState> list();

        @SqlQuery("""
                SELECT name
                FROM catalogue.tasks
                WHERE due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
                """)
        Set<String> due(Instant now);

        /** Of two nodes that try it, the second waits for the first, and sees then that the task is leased. */
        @SqlQuery("""
                UPDATE catalogue.tasks
                SET runs = runs + 1, node = :node, started_at = :now, lease_until = :until
                WHERE name = :name AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)
                RETURNING name, runs, due_at, started_at, ended_at, outcome, error, failures, succeeded_at, node, lease_until
                """)
        Optional<TaskState> begin(String name, String node, Instant now, Instant until);

        @SqlUpdate("""
                UPDATE catalogue.tasks
                SET lease_until = :until
                WHERE name = :name AND runs = :run AND lease_until IS NOT NULL
                """)
        int extend(String name, long run, Instant until);

        /** A task that somebody has asked for since its run began stays due. */
        @SqlUpdate("""
                UPDATE catalogue.tasks
                SET due_at = CASE WHEN due_at > started_at THEN due_at ELSE :task.dueAt END, ended_at = :task.endedAt,
                    outcome = :task.outcome, error = :task.error, failures = :task.failures,
                    succeeded_at = :task.succeededAt, lease_until = NULL
                WHERE name = :task.name AND runs = :task.runs
                """)
        int end(@BindMethods("task") TaskState task);

        @SqlUpdate("""
                UPDATE catalogue.tasks
                SET due_at = :now
                WHERE name = :name
                """)
        int hurry(String name, Instant now);
    }
}
