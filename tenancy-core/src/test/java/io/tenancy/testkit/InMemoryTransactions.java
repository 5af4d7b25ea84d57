package io.tenancy.testkit;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transactions of stores in memory: one at a time in each tenant, all of it undone if the work fails. A transaction
 * takes its tenant's lock first and the catalogue's second, so that no two can wait for each other.
 */
final class InMemoryTransactions implements Transactions {
    /** The part of the rows that is in no tenant. */
    static final TenantId CATALOGUE = new TenantId(new UUID(0, 0));

    private final Map<TenantId, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ThreadLocal<Optional<Running>> running = ThreadLocal.withInitial(Optional::empty);

    @Override
    public <T> T run(TenantScope scope, Supplier<T> work) {
        if (isRunning()) {
            throw new IllegalStateException("A transaction contains no other.");
        }
        Running transaction = new Running(scope.id());
        transaction.hold(lock(scope.id()));
        running.set(Optional.of(transaction));
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            running.remove();
            transaction.end(done);
        }
    }

    /** Nothing is left to do: the transactions of a tenant run one after the other. */
    @Override
    public void lock(TenantScope scope, String what) {
        if (!isRunning()) {
            throw new IllegalStateException("A lock is one of a transaction.");
        }
    }

    boolean isRunning() {
        return running.get().isPresent();
    }

    /** Does one step on the rows of a part, alone; within a transaction, alone until that ends. */
    <T> T step(TenantId part, Supplier<T> step) {
        ReentrantLock lock = lock(part);
        if (running.get().isPresent()) {
            Running transaction = running.get().get();
            if (!part.equals(CATALOGUE) && !part.equals(transaction.tenant)) {
                throw new IllegalStateException("The transaction is one of another tenant.");
            }
            transaction.hold(lock);
            return step.get();
        }
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** Says how to take back what was just done, in case that the transaction fails. */
    void onFailure(Runnable undo) {
        running.get().ifPresent(transaction -> transaction.undo.push(undo));
    }

    private ReentrantLock lock(TenantId part) {
        return locks.computeIfAbsent(part, any -> new ReentrantLock());
    }

    private static final class Running {
        private final TenantId tenant;
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final Deque<ReentrantLock> held = new ArrayDeque<>();

        Running(TenantId tenant) {
            this.tenant = tenant;
        }

        void hold(ReentrantLock lock) {
            lock.lock();
            held.push(lock);
        }

        void end(boolean done) {
            if (!done) {
                undo.forEach(Runnable::run);
            }
            held.forEach(ReentrantLock::unlock);
        }
    }
}
