package io.tenancy.persistence;

import io.tenancy.core.counting.Quota;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What all nodes together have taken of quotas. */
final class RateWindows {
    private final CatalogueSql<Sql> db;

    RateWindows(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    /** Takes units for a node to spend until the window ends: so many if they are there, and otherwise what is left. */
    Taken take(String key, Quota quota, long wanted, Instant now) {
        return db.one(sql -> sql.take(
                key,
                quota.units(),
                wanted,
                now,
                now.plus(quota.window()),
                now.plus(quota.window().multipliedBy(2))));
    }

    void prune(Instant before) {
        var unused = db.one(sql -> sql.prune(before));
    }

    /** What a node got, and what all have taken now. */
    record Taken(long granted, long taken, Instant endsAt) {}

    interface Sql {
        /**
         * The row is locked from the comparison to the commit, so that no unit is taken twice. A window that ends later than
         * any clock near this one could have meant is taken for ended.
         */
        @SqlQuery("""
                INSERT INTO catalogue.rate_windows AS w (key, ends_at, taken, granted)
                VALUES (:key, :end, LEAST(:wanted, :quota), LEAST(:wanted, :quota))
                ON CONFLICT (key) DO UPDATE
                SET ends_at = CASE WHEN w.ends_at <= :now OR w.ends_at > :tooLate THEN EXCLUDED.ends_at
                                   ELSE w.ends_at END,
                    taken = CASE WHEN w.ends_at <= :now OR w.ends_at > :tooLate THEN EXCLUDED.taken
                                 ELSE w.taken + GREATEST(0, LEAST(:wanted, :quota - w.taken)) END,
                    granted = CASE WHEN w.ends_at <= :now OR w.ends_at > :tooLate THEN EXCLUDED.taken
                                   ELSE GREATEST(0, LEAST(:wanted, :quota - w.taken)) END
                RETURNING granted, taken, ends_at
                """)
        Taken take(String key, long quota, long wanted, Instant now, Instant end, Instant tooLate);

        @SqlUpdate("""
                DELETE FROM catalogue.rate_windows
                WHERE ends_at < :before
                """)
        int prune(Instant before);
    }
}
