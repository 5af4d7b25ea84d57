package io.tenancy.persistence;

import io.tenancy.core.throttle.Counter;
import io.tenancy.core.throttle.Limits;
import io.tenancy.core.throttle.Tally;
import io.tenancy.core.throttle.ThrottleStore;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiThrottleStore implements ThrottleStore {
    private final CatalogueSql<Sql> db;

    JdbiThrottleStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public List<Tally> find(Set<String> digests) {
        return db.one(sql -> sql.find(digests.toArray(String[]::new)));
    }

    @Override
    public Optional<Integer> reserve(Counter counter, Limits limits, Instant now, Instant forgotten) {
        return db.one(sql -> sql.reserve(
                counter,
                limits.failures(),
                limits.firstDelay().toSeconds(),
                limits.longestDelay().toSeconds(),
                now,
                forgotten));
    }

    @Override
    public void release(Counter counter, Limits limits) {
        var unused = db.one(sql -> sql.release(counter.digest(), limits.failures()));
    }

    @Override
    public void succeed(Counter subject, Optional<Counter> familiar, Instant now) {
        var unused = db.one(sql -> sql.remove(subject.digest()));
        if (familiar.isPresent()) {
            unused = db.one(sql -> sql.keep(familiar.get(), now));
        }
    }

    @Override
    public void unlock(String subject) {
        var unused = db.one(sql -> sql.unlock(subject)) + db.one(sql -> sql.unlockFamiliar(subject));
    }

    @Override
    public void prune(Instant idleBefore, Instant blockedBefore, Instant familiarBefore) {
        var unused = db.one(sql -> sql.prune(idleBefore, blockedBefore, familiarBefore));
    }

    interface Sql {
        @SqlQuery("""
                SELECT digest, failures, blocked_until, last_at
                FROM catalogue.throttles
                WHERE digest = ANY(:digests)
                """)
        List<Tally> find(String[] digests);

        /** The row is locked from the comparison to the commit, so that each attempt has a number of its own. */
        @SqlQuery("""
                INSERT INTO catalogue.throttles AS t (digest, subject, failures, blocked_until, familiar, last_at)
                VALUES (:counter.digest, :counter.subject, 1,
                        CASE WHEN :limit = 1 THEN CAST(:now AS timestamptz) + make_interval(secs => :first) END,
                        FALSE, :now)
                ON CONFLICT (digest) DO UPDATE
                SET failures = CASE WHEN t.last_at < :forgotten THEN 1 ELSE t.failures + 1 END,
                    blocked_until = CAST(:now AS timestamptz) + CASE
                        WHEN CASE WHEN t.last_at < :forgotten THEN 1 ELSE t.failures + 1 END >= :limit
                        THEN make_interval(secs => LEAST(
                            :longest,
                            :first * power(2, LEAST(30, CASE WHEN t.last_at < :forgotten THEN 1
                                                                         ELSE t.failures + 1 END
                                                                    - :limit)))) END,
                    last_at = :now
                WHERE (t.blocked_until IS NULL OR t.blocked_until <= :now)
                RETURNING failures
                """)
        Optional<Integer> reserve(
                @BindMethods("counter") Counter counter,
                int limit,
                long first,
                long longest,
                Instant now,
                Instant forgotten);

        /** The wait goes where too few failures are left for any, and stays as it is where not. */
        @SqlUpdate("""
                UPDATE catalogue.throttles
                SET failures = GREATEST(failures - 1, 0),
                    blocked_until = CASE WHEN failures > :limit THEN blocked_until END
                WHERE digest = :digest
                """)
        int release(String digest, int limit);

        @SqlUpdate("""
                DELETE FROM catalogue.throttles
                WHERE digest = :digest AND NOT familiar
                """)
        int remove(String digest);

        @SqlUpdate("""
                INSERT INTO catalogue.throttles (digest, subject, failures, familiar, last_at)
                VALUES (:counter.digest, :counter.subject, 0, TRUE, :now)
                ON CONFLICT (digest) DO UPDATE
                SET failures = 0, blocked_until = NULL, familiar = TRUE, last_at = :now
                """)
        int keep(@BindMethods("counter") Counter counter, Instant now);

        @SqlUpdate("""
                DELETE FROM catalogue.throttles
                WHERE subject = :subject AND NOT familiar
                """)
        int unlock(String subject);

        @SqlUpdate("""
                UPDATE catalogue.throttles
                SET failures = 0, blocked_until = NULL
                WHERE subject = :subject AND familiar
                """)
        int unlockFamiliar(String subject);

        @SqlUpdate("""
                DELETE FROM catalogue.throttles
                WHERE familiar AND last_at < :familiarBefore
                   OR NOT familiar AND blocked_until IS NOT NULL AND last_at < :blockedBefore
                   OR NOT familiar AND blocked_until IS NULL AND last_at < :idleBefore
                """)
        int prune(Instant idleBefore, Instant blockedBefore, Instant familiarBefore);
    }
}
