package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Shared tables are there before any tenant is, so there is nothing to make, and only rows to erase. Who has not heard of that
 * yet, on whatever node, can add none afterwards: see {@link Binding}.
 */
final class SharedProvisioner implements Places {
    /**
     * One DELETE for each tenant table, in an order that no foreign key forbids: a table comes after all that refer to
     * it, directly or through others. PostgreSQL itself writes and quotes them, from what is there.
     */
    private static final String DELETES = """
            WITH RECURSIVE tenant_tables AS (
                SELECT c.oid, c.oid::regclass AS name
                FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'tenancy'::regnamespace
                  AND c.relname <> 'erasures'
            ), reachable AS (
                SELECT oid, 0 AS depth
                FROM tenant_tables
                UNION
                SELECT k.confrelid, r.depth + 1
                FROM reachable r
                JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'f' AND k.confrelid <> k.conrelid
                WHERE r.depth < 100
            )
            SELECT format('DELETE FROM %s WHERE tenant_id = :tenant', t.name)
            FROM tenant_tables t
            JOIN reachable r ON r.oid = t.oid
            GROUP BY t.name
            ORDER BY max(r.depth), t.name::text
            """;

    private final Jdbi owner;
    private final Duration patience;

    /**
     * @param patience how long an erasure waits for transactions of the tenant, of which none lasts as long by design
     */
    SharedProvisioner(DataSource owner, Duration patience) {
        this.owner = Rows.register(Jdbi.create(requireNonNull(owner)));
        this.patience = requireNonNull(patience);
    }

    @Override
    public boolean areOffered() {
        return true;
    }

    @Override
    public void prepare(TenantId tenant, Placement placement) {
        // There is nothing to make.
    }

    @Override
    public void erase(TenantId tenant, Placement placement) {
        try {
            owner.useTransaction(transaction -> {
                transaction
                        .createQuery("SELECT set_config('lock_timeout', :patience, true)")
                        .bind("patience", patience.toMillis() + "ms")
                        .mapTo(String.class)
                        .one();
                erase(transaction, tenant);
            });
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    /** Row-level security is forced, so that the owner too sees nothing but the tenant that is bound. */
    private static void erase(Handle transaction, TenantId tenant) {
        Binding.bind(transaction, tenant);
        Binding.markErased(transaction, tenant);
        List<String> deletes =
                transaction.createQuery(DELETES).mapTo(String.class).list();
        for (String delete : deletes) {
            transaction.createUpdate(delete).bind("tenant", tenant).execute();
        }
    }
}
