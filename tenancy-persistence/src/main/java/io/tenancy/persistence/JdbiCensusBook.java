package io.tenancy.persistence;

import io.tenancy.core.usage.Census;
import io.tenancy.core.usage.CensusBook;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiCensusBook implements CensusBook {
    private final CatalogueSql<Sql> db;

    JdbiCensusBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<Census> last() {
        return db.one(Sql::last).map(Row::census);
    }

    @Override
    public void keep(Census census) {
        var unused = db.one(sql -> sql.keep(census));
    }

    /** The row as it is kept. */
    record Row(long users, int tenants, int missed, Instant countedAt) {
        Census census() {
            return new Census(users, tenants, missed, Optional.of(countedAt));
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT users, tenants, missed, counted_at
                FROM catalogue.census
                """)
        Optional<Row> last();

        @SqlUpdate("""
                INSERT INTO catalogue.census (id, users, tenants, missed, counted_at)
                VALUES (1, :one.users, :one.tenants, :one.missed, :one.countedAt)
                ON CONFLICT (id) DO UPDATE
                SET users = EXCLUDED.users, tenants = EXCLUDED.tenants, missed = EXCLUDED.missed,
                    counted_at = EXCLUDED.counted_at
                WHERE census.counted_at < EXCLUDED.counted_at
                """)
        int keep(@BindMethods("one") Census census);
    }
}
