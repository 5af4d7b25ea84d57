package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.persistence.Lanes.Choice;
import io.tenancy.persistence.Lanes.Lane;
import io.tenancy.persistence.Lanes.Resting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Has the schemas of tenants meet the connections of a pool again that have served them before. A connection that has seen a
 * schema has its tables in memory, and plans for its statements; one that has not makes both anew, at five to ten times the processor
 * time of a read. With each schema on each connection PostgreSQL would hold all of that once for every pair of them.
 *
 * <p>Half of the pool's connections stay out of it, each in a lane of its own, and a schema has a lane by its name. Where the
 * connection of its lane is in use for more than a few milliseconds, it takes that of the next one. A connection in a lane is lent to whoever needs one where
 * the pool has no other: none is withheld from anybody. Callers wait here and not in the pool, for a turn in the order of their coming. What nobody
 * has wanted for five minutes or ten goes back to the pool, and all after half an hour, so that the pool ages them.
 */
public final class AffinityDataSource extends SourceOfPool implements AutoCloseable {
    private static final long TRUSTED = Duration.ofSeconds(5).toNanos();

    /** A few short statements; what takes longer holds up nobody else of its lane. */
    private static final Duration NEAR = Duration.ofMillis(5);

    private static final Duration UNUSED = Duration.ofMinutes(5);
    private static final long LEFT_TO_POOL = Duration.ofMinutes(30).toNanos();
    private static final int VALIDATION_SECONDS = 3;

    private final int most;
    private final Duration patience;
    private final Ticker clock;
    private final Executor later;
    private final Semaphore turns;
    private final Lanes lanes;
    private final Map<Connection, Lease> leases = Collections.synchronizedMap(new IdentityHashMap<>());
    private final AtomicBoolean isLookedAfter = new AtomicBoolean();

    /** A connection in use, and the lane that it goes back to, if to one. */
    private record Lease(@Nullable Lane lane, long takenAt) {}

    /**
     * @param pool whose connections are lent; nobody else may take any, and it may not take back what is lent for long
     * @param most how many it has at the same time, two at least
     * @param patience how long a caller waits for one, before it is refused with a {@link SQLTransientConnectionException}
     */
    public AffinityDataSource(DataSource pool, int most, Duration patience) {
        this(
                pool,
                most,
                patience,
                NEAR,
                Ticker.systemTicker(),
                CompletableFuture.delayedExecutor(UNUSED.toSeconds(), TimeUnit.SECONDS));
    }

    /**
     * @param near how long the connection of a schema's lane is waited for, from when it was lent
     * @param later runs something after five minutes
     */
    AffinityDataSource(DataSource pool, int most, Duration patience, Duration near, Ticker clock, Executor later) {
        super(pool);
        if (most < 2 || patience.isNegative()) {
            throw new IllegalArgumentException("Two connections at least, and no negative patience");
        }
        this.most = most;
        this.patience = patience;
        this.clock = requireNonNull(clock);
        this.later = requireNonNull(later);
        this.turns = new Semaphore(most, true);
        this.lanes = new Lanes(most, near);
    }

    /** How many connections wait in lanes, which are in use as the pool sees it. */
    public int resting() {
        return lanes.resting();
    }

    /** How many callers wait for a turn: there are as many turns as connections. */
    public int waiting() {
        return turns.getQueueLength();
    }

    /** Any connection, given back by closing it. */
    @Override
    public Connection getConnection() throws SQLException {
        return LentConnection.lend(take(Optional.empty()), this::giveBack);
    }

    /** Connections that know a schema, where there are some, and any for no schema. */
    Lender<Optional<String>> lender() {
        return new Lender<>() {
            @Override
            public Connection take(Optional<String> schema) throws SQLException {
                return AffinityDataSource.this.take(schema);
            }

            @Override
            public void giveBack(Connection connection) {
                AffinityDataSource.this.giveBack(connection);
            }
        };
    }

    private Connection take(Optional<String> schema) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        await(deadline);
        boolean taken = false;
        try {
            Connection connection = connect(
                    lanes.choose(schema, deadline, turns.hasQueuedThreads()).orElseThrow(this::refusal), deadline);
            taken = true;
            return connection;
        } catch (InterruptedException e) {
            throw Lender.interrupted(e);
        } finally {
            if (!taken) {
                turns.release();
            }
        }
    }

    /** Waits for a turn, behind those that wait already. Who need not wait may be interrupted. */
    private void await(long deadline) throws SQLException {
        try {
            boolean isMyTurn = (!turns.hasQueuedThreads() && turns.tryAcquire())
                    || turns.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!isMyTurn) {
                throw refusal();
            }
        } catch (InterruptedException e) {
            throw Lender.interrupted(e);
        }
    }

    private SQLTransientConnectionException refusal() {
        return new SQLTransientConnectionException("All " + most + " connections are in use.");
    }

    /** Where the server opens no more, one that rests does too; but nobody tries them all for longer than it would wait. */
    private Connection connect(Choice first, long deadline) throws SQLException {
        Choice choice = first;
        while (true) {
            try {
                return connection(choice);
            } catch (SQLException e) {
                lanes.gone(choice.lane());
                choice = (System.nanoTime() < deadline ? lanes.longest() : Optional.<Choice>empty())
                        .orElseThrow(() -> e);
            } catch (RuntimeException | Error e) {
                lanes.gone(choice.lane());
                throw e;
            }
        }
    }

    private Connection connection(Choice choice) throws SQLException {
        Resting known = choice.resting();
        if (known != null && isUsable(known)) {
            return lease(known.connection(), new Lease(choice.lane(), known.takenAt()));
        }
        if (known != null) {
            close(known.connection());
        }
        return lease(pool().getConnection(), new Lease(choice.lane(), clock.read()));
    }

    private boolean isUsable(Resting known) {
        try {
            return clock.read() - known.since() < TRUSTED || known.connection().isValid(VALIDATION_SECONDS);
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private Connection lease(Connection connection, Lease lease) {
        leases.put(connection, lease);
        return connection;
    }

    private void giveBack(Connection connection) {
        Lease lease = requireNonNull(leases.remove(connection), "It is given back already.");
        try {
            Lane lane = lease.lane();
            long now = clock.read();
            boolean rests = lane != null
                    && now - lease.takenAt() < LEFT_TO_POOL
                    && isAsItWas(connection)
                    && lanes.rest(lane, new Resting(connection, lease.takenAt(), now));
            if (rests) {
                lookAfter();
            } else {
                toPool(connection, lane);
            }
        } finally {
            turns.release();
        }
    }

    /** Whether the driver has not seen it fail, and nobody left it in the middle of a transaction. */
    private static boolean isAsItWas(Connection connection) {
        try {
            BaseConnection own = connection.unwrap(BaseConnection.class);
            return !own.isClosed()
                    && own.getTransactionState() == TransactionState.IDLE
                    && own.getAutoCommit()
                    && !own.isReadOnly();
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    /** Somebody looks after what rests as long as something does. */
    private void lookAfter() {
        if (isLookedAfter.compareAndSet(false, true)) {
            later.execute(() -> {
                isLookedAfter.set(false);
                long now = clock.read();
                toPool(lanes.leave(resting -> now - resting.since() >= UNUSED.toNanos()));
                if (lanes.resting() > 0) {
                    lookAfter();
                }
            });
        }
    }

    private void toPool(List<Resting> leaving) {
        leaving.forEach(resting -> toPool(resting.connection(), null));
    }

    private void toPool(Connection connection, @Nullable Lane lane) {
        close(connection);
        lanes.gone(lane);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            Failures.ignore("A connection did not go back to its pool", e);
        } catch (RuntimeException e) {
            Failures.ignore("A connection did not go back to its pool", new SQLException(e));
        }
    }

    /** Gives the pool back what waits in lanes, and from then on all that is given back. */
    @Override
    public void close() {
        toPool(lanes.close());
    }
}
