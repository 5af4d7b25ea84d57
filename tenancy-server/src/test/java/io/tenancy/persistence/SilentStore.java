package io.tenancy.persistence;

import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Takes a role away and tells nobody. */
public final class SilentStore {
    private final Sql sql;

    public SilentStore(Sql sql) {
        this.sql = sql;
    }

    public int take(UUID tenant, UUID user) {
        return sql.take(tenant, user);
    }

    /** Its statement. */
    public interface Sql {
        @SqlUpdate("""
                DELETE FROM user_roles
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int take(UUID tenant, UUID user);
    }
}
