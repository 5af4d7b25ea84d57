package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Statements on tables of tenants, in a SQL object of JDBI. They reach the rows of the scope's tenant and no other, wherever
 * these are, and join the transaction that runs on their thread; that of another tenant refuses them. Safe for use by many
 * threads.
 *
 * @param <S> the interface with the statements, each of which says {@code tenant_id = :tenant} too
 */
public final class TenantSql<S> {
    private final TenantDb db;
    private final Supplier<S> sql;

    TenantSql(TenantDb db, Supplier<S> sql) {
        this.db = requireNonNull(db);
        this.sql = requireNonNull(sql);
    }

    /** Runs exactly one statement, in one round trip or in the transaction that is running. */
    public <T> T one(TenantScope scope, Function<S, T> statement) {
        return db.one(scope, () -> statement.apply(sql.get()));
    }

    /**
     * Runs statements whose answers nobody waits for: in one message with the next one of the transaction that is running, or
     * with its COMMIT, where they then fail if they do; and at once, as a transaction, where none is running.
     */
    public void later(TenantScope scope, Function<S, ?> statements) {
        db.later(scope, () -> statements.apply(sql.get()));
    }

    /** Runs statements that change what people of the tenant may do, in one transaction; every node is told of that. */
    <T> T changing(TenantScope scope, Function<S, T> statements) {
        return db.changing(scope, () -> statements.apply(sql.get()));
    }

    /** The same for statements that change something else that nodes remember. */
    <T> T changing(TenantScope scope, Change change, Function<S, T> statements) {
        return db.changing(scope, change, () -> statements.apply(sql.get()));
    }

    /** The same for statements that break a unique key where somebody else is faster: false then, and nothing is done. */
    boolean unlessTaken(TenantScope scope, Predicate<S> statements) {
        return db.unlessTaken(scope, () -> statements.test(sql.get()));
    }

    /** Runs statements that belong together, in one transaction. */
    public <T> T all(TenantScope scope, Function<S, T> statements) {
        return db.run(scope, () -> statements.apply(sql.get()));
    }
}
