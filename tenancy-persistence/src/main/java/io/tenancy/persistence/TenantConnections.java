package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenancy.core.tenant.Placement;
import io.tenancy.persistence.ConnectionsSnapshot.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the databases of tenants, under one cap on all that are open. A call first waits among those of its
 * own tenant, then among the few of each tenant that are let through, both in the order of their coming: so a busy tenant
 * delays another by no more than its own few. Where the cap is reached, the connection that was unused for longest is
 * closed for the new one. Nothing is open before it is needed. Where there are several stores, one alone never has all of
 * them in use, so that a store which hangs does not take the others along.
 */
final class TenantConnections implements Lender<Placement.Database>, AutoCloseable {
    private static final long TRUSTED = Duration.ofSeconds(5).toNanos();
    private static final long UNUSED = Duration.ofMinutes(1).toNanos();
    private static final long LIFE = Duration.ofMinutes(30).toNanos();
    private static final int VALIDATION_SECONDS = 3;

    private final ConnectionBudget budget;
    private final Function<Placement.Database, DataSource> sources;
    private final int mostOfOne;
    private final int mostOfStore;
    private final Semaphore cap;
    private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();
    private final Cache<Placement.Database, Semaphore> turns =
            Caffeine.newBuilder().weakValues().build();
    private final Map<Connection, Lease> leases = new ConcurrentHashMap<>();

    private final Deque<Idle> idle = new ArrayDeque<>(); // the one that was unused for longest is the first
    private final ConnectionCounts counts = new ConnectionCounts();
    private int open; // in use, idle, and about to be the one or the other; guarded by idle

    /**
     * @param stores how many stores the databases are in
     * @param sources connections of the role that serves requests to a database; each call opens a new one
     */
    TenantConnections(ConnectionBudget budget, int stores, Function<Placement.Database, DataSource> sources) {
        this.budget = requireNonNull(budget);
        this.sources = requireNonNull(sources);
        this.mostOfOne = Math.max(1, Math.min(budget.ofOne(), budget.connections() / 2));
        int all = budget.connections();
        this.mostOfStore = stores == 1 ? all : Math.max(1, all - Math.max(1, all / 4));
        this.cap = new Semaphore(all, true);
    }

    /** Closes what is open to a database and not in use. */
    void forget(Placement.Database database) {
        List<Idle> closing = new ArrayList<>();
        synchronized (idle) {
            for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
                Idle next = all.next();
                if (next.database().equals(database)) {
                    all.remove();
                    closing.add(next);
                }
            }
        }
        closing.forEach(one -> drop(one.connection(), Reason.FORGOTTEN));
    }

    ConnectionsSnapshot snapshot() {
        synchronized (idle) {
            return counts.snapshot(budget.connections(), open, idle.size());
        }
    }

    @Override
    public void close() {
        List<Idle> closing;
        synchronized (idle) {
            closing = List.copyOf(idle);
            idle.clear();
        }
        closing.forEach(one -> drop(one.connection(), Reason.SHUTDOWN));
    }

    @Override
    public Connection take(Placement.Database database) throws SQLException {
        long deadline = System.nanoTime() + budget.patience().toNanos();
        List<Semaphore> passes = List.of(
                turns.get(database, name -> new Semaphore(mostOfOne, true)),
                shares.computeIfAbsent(database.store(), name -> new Semaphore(mostOfStore, true)),
                cap);
        int passed = 0;
        boolean taken = false;
        try {
            for (Semaphore pass : passes) {
                await(pass, deadline);
                passed++;
            }
            Connection connection = connect(database, passes);
            taken = true;
            return connection;
        } finally {
            if (!taken) {
                giveBack(passes.subList(0, passed));
            }
        }
    }

    /** The last one that was taken first, so that whoever has come to it finds it free. */
    private static void giveBack(List<Semaphore> passes) {
        for (int i = passes.size() - 1; i >= 0; i--) {
            passes.get(i).release();
        }
    }

    private void await(Semaphore semaphore, long deadline) throws SQLException {
        try (ConnectionCounts.Waiting waiting = counts.waiting()) {
            if (!semaphore.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                waiting.inVain();
                throw new SQLTransientConnectionException("All connections to databases of tenants are in use.");
            }
        } catch (InterruptedException e) {
            throw Lender.interrupted(e);
        }
    }

    private Connection connect(Placement.Database database, List<Semaphore> passes) throws SQLException {
        for (Idle known = reuse(database); known != null; known = reuse(database)) {
            if (System.nanoTime() - known.since() < TRUSTED
                    || known.connection().isValid(VALIDATION_SECONDS)) {
                return lease(known.connection(), new Lease(database, passes, known.openedAt()));
            }
            drop(known.connection(), Reason.BROKEN);
        }
        makeRoom();
        boolean opened = false;
        try {
            Connection connection = sources.apply(database).getConnection();
            opened = true;
            counts.opened();
            return lease(connection, new Lease(database, passes, System.nanoTime()));
        } finally {
            if (!opened) {
                closed();
            }
        }
    }

    private Connection lease(Connection connection, Lease lease) {
        leases.put(connection, lease);
        return connection;
    }

    /** The connection to a database that was used last. */
    private @Nullable Idle reuse(Placement.Database database) {
        synchronized (idle) {
            for (Iterator<Idle> latest = idle.descendingIterator(); latest.hasNext(); ) {
                Idle next = latest.next();
                if (next.database().equals(database)) {
                    latest.remove();
                    return next;
                }
            }
            return null;
        }
    }

    /** Who holds a permit and no connection finds an idle one, or one that is closing, where all that may be are open. */
    private void makeRoom() throws SQLException {
        Idle victim;
        synchronized (idle) {
            try {
                while (open == budget.connections() && idle.isEmpty()) {
                    idle.wait();
                }
            } catch (InterruptedException e) {
                throw Lender.interrupted(e);
            }
            if (open < budget.connections()) {
                open++;
                return;
            }
            victim = idle.removeFirst();
        }
        close(victim.connection(), Reason.EVICTED);
    }

    @Override
    public void giveBack(Connection connection) {
        Lease lease = requireNonNull(leases.remove(connection));
        try {
            long now = System.nanoTime();
            if (isBroken(connection)) {
                drop(connection, Reason.BROKEN);
            } else if (now - lease.openedAt() > LIFE) {
                drop(connection, Reason.AGED);
            } else {
                synchronized (idle) {
                    idle.addLast(new Idle(lease.database(), connection, lease.openedAt(), now));
                }
            }
            closeUnused(now);
        } finally {
            giveBack(lease.passes());
        }
    }

    private void closeUnused(long now) {
        List<Idle> unused = new ArrayList<>();
        synchronized (idle) {
            while (!idle.isEmpty() && now - idle.getFirst().since() > UNUSED) {
                unused.add(idle.removeFirst());
            }
        }
        unused.forEach(one -> drop(one.connection(), Reason.UNUSED));
    }

    /** Whether the driver has seen it fail, or somebody left it in the middle of a transaction. */
    private static boolean isBroken(Connection connection) {
        try {
            return connection.isClosed() || !connection.getAutoCommit();
        } catch (SQLException e) {
            return true;
        }
    }

    private void drop(Connection connection, Reason reason) {
        close(connection, reason);
        closed();
    }

    private void closed() {
        synchronized (idle) {
            open--;
            idle.notifyAll();
        }
    }

    private void close(Connection connection, Reason reason) {
        counts.closed(reason);
        try {
            connection.close();
        } catch (SQLException e) {
            Failures.ignore("A connection to a tenant's database did not close", e);
        }
    }

    private record Lease(Placement.Database database, List<Semaphore> passes, long openedAt) {}

    private record Idle(Placement.Database database, Connection connection, long openedAt, long since) {}
}
