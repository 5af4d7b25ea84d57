package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantScope;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionContext;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a connection, and to tenant tables never without a tenant. A statement on its own travels in one
 * message together with its binding; a transaction is bound once, and refuses a second tenant.
 *
 * <p>SQL objects are made once, when they are first wanted: JDBI copies its whole configuration for each method of each one
 * that it makes, a third of a second for all of them. They find the connection of the call that is running on their thread.
 */
final class TenantDb implements Transactions {
    /** How often a transaction is tried that PostgreSQL undoes in favour of another. */
    private static final int ATTEMPTS = 3;

    private static final String UNTAKEN = "untaken";

    private final Jdbi bare;
    private final Ways ways;
    private final Changes changes;

    @SuppressWarnings("ThreadLocalUsage") // each database has its own calls, and each call removes itself at its end
    private final ThreadLocal<@Nullable Call> running = new ThreadLocal<>();

    private final HandleSupplier supplier = new RunningHandle();
    private volatile DatabaseWatch watch = DatabaseWatch.NONE;

    TenantDb(Ways ways, Changes changes) {
        this.ways = requireNonNull(ways);
        this.changes = requireNonNull(changes);
        this.bare = ways.catalogue();
        bare.getConfig(Extensions.class)
                .registerHandlerCustomizer(new ShortReads(running::get, new Once<>(this::context)));
    }

    /** One that is bound to nothing; what mappers find in it is the same for all statements. */
    private StatementContext context() {
        try (Handle handle = bare.open();
                Query none = handle.createQuery("")) {
            return none.getContext();
        }
    }

    /** The statements of a type of SQL object for tenant tables. */
    <S> TenantSql<S> tenant(Class<S> type) {
        return new TenantSql<>(this, attach(type));
    }

    /** The statements of a type of SQL object for tables of the catalogue. */
    <S> CatalogueSql<S> catalogue(Class<S> type) {
        return new CatalogueSql<>(attach(type));
    }

    /** Tells this one of all work from now on. */
    void watch(DatabaseWatch watching) {
        watch = requireNonNull(watching);
    }

    private <T> T watched(DatabaseWatch.Work kind, Supplier<T> work) {
        DatabaseWatch watching = watch;
        if (watching == DatabaseWatch.NONE) {
            return work.get();
        }
        DatabaseWatch.Watched begun = watching.begin(kind);
        @Nullable Throwable failure = null;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            begun.end(failure);
        }
    }

    boolean isInTransaction() {
        return running.get() != null;
    }

    /**
     * Runs the work in one transaction, or in the one that is running. The work is run again, twice at most, where
     * PostgreSQL has undone all of it to end a deadlock or a serialization conflict.
     */
    @Override
    public <T> T run(TenantScope scope, Supplier<T> work) {
        Call outer = running.get();
        if (outer != null) {
            outer.require(scope);
            return work.get();
        }
        int attempt = 1;
        while (true) {
            try {
                return watched(DatabaseWatch.Work.TRANSACTION, () -> transaction(scope, work));
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !Failures.isLostRace(e)) {
                    throw refusal(e, scope);
                }
                attempt++;
            }
        }
    }

    @Override
    public void lock(TenantScope scope, String what) {
        Call call = running.get();
        if (call == null) {
            throw new IllegalStateException("A lock is one of a transaction.");
        }
        call.require(scope);
        call.later(() -> call.handle()
                .createUpdate("SELECT pg_advisory_xact_lock(hashtextextended(:what, 2))")
                .bind("what", scope.id().value() + " " + what)
                .execute());
    }

    /**
     * Runs statements whose answers nobody waits for: together with the next one of the transaction that is running or with
     * its COMMIT, and at once where none is running.
     */
    void later(TenantScope scope, Supplier<?> statements) {
        Call outer = running.get();
        if (outer == null) {
            run(scope, () -> {
                later(scope, statements);
                return scope;
            });
        } else {
            outer.require(scope);
            outer.later(statements);
        }
    }

    /** Runs statements that are made of what the database says of its tables, in one transaction or the one that is running. */
    <T> T handle(TenantScope scope, Function<Handle, T> work) {
        return run(scope, () -> work.apply(requireNonNull(running.get()).handle()));
    }

    /** Runs exactly one statement, in one round trip or in the transaction that is running. */
    <T> T one(TenantScope scope, Supplier<T> statement) {
        Call outer = running.get();
        if (outer != null) {
            outer.require(scope);
            return statement.get();
        }
        return watched(DatabaseWatch.Work.STATEMENT, () -> statement(scope, statement));
    }

    /**
     * Runs statements in one transaction, or in the one that is running, that change what people of the tenant may do;
     * every node is told when that is committed.
     */
    <T> T changing(TenantScope scope, Supplier<T> statements) {
        return changing(scope, Change.people(scope.id()), statements);
    }

    /** The same for another change. */
    <T> T changing(TenantScope scope, Change change, Supplier<T> statements) {
        return run(scope, () -> {
            requireNonNull(running.get()).changes().add(change);
            return statements.get();
        });
    }

    /**
     * Runs statements that break a unique key where somebody else is faster. Then nothing of them is done, the answer is
     * false, and the transaction goes on.
     */
    boolean unlessTaken(TenantScope scope, BooleanSupplier statements) {
        return run(scope, () -> {
            Handle handle = requireNonNull(running.get()).handle();
            handle.execute("SAVEPOINT " + UNTAKEN);
            try {
                boolean done = statements.getAsBoolean();
                handle.execute("RELEASE SAVEPOINT " + UNTAKEN);
                return done;
            } catch (JdbiException e) {
                if (!Failures.isTaken(e)) {
                    throw e;
                }
                handle.execute("ROLLBACK TO SAVEPOINT " + UNTAKEN);
                return false;
            }
        });
    }

    private <T> T transaction(TenantScope scope, Supplier<T> work) {
        try (Handle handle = ways.to(scope).toTransaction()) {
            Call call = Call.transaction(handle, scope);
            T result = handle.inTransaction(begun -> {
                Binding.of(scope).begin(begun, requireNonNull(call.message()));
                T done = call(call, work);
                call.commit();
                return done;
            });
            call.changes().forEach(changes::happened);
            return result;
        }
    }

    private <T> T statement(TenantScope scope, Supplier<T> statement) {
        try (Call call = Call.statement(ways.to(scope), scope)) {
            return call(call, statement);
        } catch (JdbiException e) {
            throw refusal(e, scope);
        }
    }

    /** A failure in the words of the core. What is forbidden may be so because the tenant is erased, which is said then. */
    private RuntimeException refusal(JdbiException failure, TenantScope scope) {
        if (Failures.isForbidden(failure)) {
            transaction(scope, () -> scope);
        }
        return Failures.translate(failure, scope);
    }

    private <T> T call(Call call, Supplier<T> work) {
        Call outer = running.get();
        running.set(call);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                running.remove();
            } else {
                running.set(outer);
            }
        }
    }

    private <S> Supplier<S> attach(Class<S> type) {
        return new Once<>(
                () -> bare.getConfig(Extensions.class).findFor(type, supplier).orElseThrow());
    }

    /**
     * Statements on the catalogue. They join the running transaction of a tenant whose rows are in the catalogue's
     * database, in the shared tables or in a schema: both happen, or neither. In the transaction of a tenant in another
     * store or with a database of its own each is committed at once and stays, whatever becomes of that transaction; so such a use case
     * changes the catalogue last, and a crash in between leaves a change without its journal entry, never the reverse.
     */
    final class CatalogueSql<S> {
        private final Supplier<S> sql;

        private CatalogueSql(Supplier<S> sql) {
            this.sql = sql;
        }

        private boolean isBesideTheCatalogue(Call call) {
            return call.scope() == null || ways.areBesideTheCatalogue(call.scope());
        }

        <T> T one(Function<S, T> statement) {
            Call outer = running.get();
            if (outer != null && isBesideTheCatalogue(outer)) {
                return statement.apply(sql.get());
            }
            if (outer != null) {
                outer.flush();
            }
            return watched(DatabaseWatch.Work.STATEMENT, () -> alone(statement));
        }

        /** The same for a statement whose answer nobody waits for. */
        void later(Function<S, ?> statement) {
            Call outer = running.get();
            if (outer != null && isBesideTheCatalogue(outer)) {
                outer.later(() -> statement.apply(sql.get()));
            } else {
                var unused = one(statement);
            }
        }

        private <T> T alone(Function<S, T> statement) {
            try (Call call = Call.statement(ways.toCatalogue(), null)) {
                return call(call, () -> statement.apply(sql.get()));
            } catch (JdbiException e) {
                throw Failures.translate(e);
            }
        }

        /** The same for statements that belong together and change what nodes remember: all are told of it. */
        <T> T changing(Change change, Function<S, T> statements) {
            Call outer = running.get();
            if (outer != null && isBesideTheCatalogue(outer)) {
                outer.changes().add(change);
                return statements.apply(sql.get());
            }
            if (outer != null) {
                outer.flush();
            }
            return watched(DatabaseWatch.Work.TRANSACTION, () -> changingAlone(change, statements));
        }

        private <T> T changingAlone(Change change, Function<S, T> statements) {
            try (Handle handle = bare.open()) {
                Call call = Call.transaction(handle, null);
                call.changes().add(change);
                T result = handle.inTransaction(begun -> {
                    T done = call(call, () -> statements.apply(sql.get()));
                    call.commit();
                    return done;
                });
                changes.happened(change);
                return result;
            } catch (JdbiException e) {
                throw Failures.translate(e);
            }
        }
    }

    private final class RunningHandle implements HandleSupplier {
        @Override
        public Handle getHandle() {
            return requireNonNull(running.get(), "no call is running").handle();
        }

        @Override
        public Jdbi getJdbi() {
            return bare;
        }

        @Override
        public ConfigRegistry getConfig() {
            return bare.getConfig();
        }

        @Override
        public <V> V invokeInContext(ExtensionContext context, Callable<V> task) throws Exception {
            return task.call();
        }
    }
}
