package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.stream.Stream;
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
 * connection of its lane is in use, it takes that of the next one. A connection in a lane is lent to whoever needs one where
 * the pool has no other: none is withheld from anybody. Callers wait in the order of their coming, here and not in the pool.
 */
public final class AffinityDataSource implements DataSource, AutoCloseable {
    private static final long TRUSTED = Duration.ofSeconds(5).toNanos();
    private static final long UNUSED = Duration.ofMinutes(1).toNanos();

    /** Then the pool looks at its age. */
    private static final long LEFT_TO_POOL = Duration.ofMinutes(10).toNanos();

    private static final int VALIDATION_SECONDS = 3;

    private final DataSource pool;
    private final int most;
    private final Duration patience;
    private final Semaphore turns;
    private final List<Lane> lanes;
    private final Map<Connection, Lease> leases = new IdentityHashMap<>(); // guarded by lanes
    private int out; // in use, waiting in lanes, and on their way to and from the pool; guarded by lanes

    /** Where a connection waits for the schemas of a lane. */
    private static final class Lane {
        private boolean taken;
        private @Nullable Resting resting;
    }

    private record Resting(Connection connection, long takenAt, long since) {}

    /** A connection in use, and the lane that it goes back to, if to one. */
    private record Lease(@Nullable Lane lane, long takenAt) {}

    /** What a caller may have: a connection that has rested, or one of the pool. */
    private record Choice(@Nullable Lane lane, @Nullable Resting resting) {}

    /**
     * @param pool whose connections are lent; nobody else may take any
     * @param most how many it has at the same time, two at least
     * @param patience how long a caller waits for one, before it is refused with a {@link SQLTransientConnectionException}
     */
    public AffinityDataSource(DataSource pool, int most, Duration patience) {
        if (most < 2 || patience.isNegative()) {
            throw new IllegalArgumentException("Two connections at least, and no negative patience");
        }
        this.pool = requireNonNull(pool);
        this.most = most;
        this.patience = patience;
        this.turns = new Semaphore(most, true);
        this.lanes = Stream.generate(Lane::new).limit(most / 2).toList();
    }

    /** How many connections wait in lanes, which are in use as the pool sees it. */
    public int resting() {
        synchronized (lanes) {
            return (int) lanes.stream().filter(lane -> lane.resting != null).count();
        }
    }

    /** How many callers wait for a connection. */
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
        await();
        boolean taken = false;
        try {
            Choice choice = choose(schema);
            Connection connection = connect(choice);
            taken = true;
            return connection;
        } finally {
            if (!taken) {
                turns.release();
            }
        }
    }

    private void await() throws SQLException {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTransientConnectionException("All " + most + " connections are in use.");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SQLException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
    }

    private Choice choose(Optional<String> schema) throws SQLException {
        synchronized (lanes) {
            if (schema.isPresent()) {
                Optional<Choice> near = near(Math.floorMod(schema.get().hashCode(), lanes.size()));
                if (near.isPresent()) {
                    return near.get();
                }
            }
            return chooseAny();
        }
    }

    /** That of the schema's own lane, which is begun where nobody has, or the nearest that rests. */
    private Optional<Choice> near(int first) {
        Lane own = lanes.get(first);
        if (!own.taken && out < most) {
            out++;
            own.taken = true;
            return Optional.of(new Choice(own, null));
        }
        for (int distance = 0; distance < lanes.size(); distance++) {
            Lane lane = lanes.get((first + distance) % lanes.size());
            Resting resting = lane.resting;
            if (resting != null) {
                lane.resting = null;
                return Optional.of(new Choice(lane, resting));
            }
        }
        return Optional.empty();
    }

    /** Who has a turn and no connection finds one in the pool, or one that rests, or one that is on its way to the pool. */
    private Choice chooseAny() throws SQLException {
        try {
            while (true) {
                if (out < most) {
                    out++;
                    return new Choice(null, null);
                }
                Optional<Lane> longest = lanes.stream()
                        .filter(lane -> lane.resting != null)
                        .min(Comparator.comparingLong(
                                lane -> requireNonNull(lane.resting).since()));
                if (longest.isPresent()) {
                    return new Choice(null, leave(longest.get()));
                }
                lanes.wait();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends a lane, and answers with what rested in it. */
    private static Resting leave(Lane lane) {
        Resting resting = requireNonNull(lane.resting);
        lane.resting = null;
        lane.taken = false;
        return resting;
    }

    private Connection connect(Choice choice) throws SQLException {
        Resting known = choice.resting();
        if (known != null) {
            if (System.nanoTime() - known.since() < TRUSTED
                    || known.connection().isValid(VALIDATION_SECONDS)) {
                return lease(known.connection(), new Lease(choice.lane(), known.takenAt()));
            }
            close(known.connection());
        }
        boolean connected = false;
        try {
            Connection connection = pool.getConnection();
            connected = true;
            return lease(connection, new Lease(choice.lane(), System.nanoTime()));
        } finally {
            if (!connected) {
                gone(choice.lane());
            }
        }
    }

    private Connection lease(Connection connection, Lease lease) {
        synchronized (lanes) {
            leases.put(connection, lease);
        }
        return connection;
    }

    private void giveBack(Connection connection) {
        long now = System.nanoTime();
        Lease lease;
        synchronized (lanes) {
            lease = requireNonNull(leases.remove(connection));
        }
        try {
            Lane lane = lease.lane();
            if (lane != null && now - lease.takenAt() < LEFT_TO_POOL && isAsItWas(connection)) {
                synchronized (lanes) {
                    lane.resting = new Resting(connection, lease.takenAt(), now);
                    lanes.notifyAll();
                }
            } else {
                close(connection);
                gone(lane);
            }
            toPool(resting -> now - resting.since() > UNUSED);
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
        } catch (SQLException e) {
            return false;
        }
    }

    private void toPool(Predicate<Resting> which) {
        List<Resting> leaving = new ArrayList<>();
        synchronized (lanes) {
            for (Lane lane : lanes) {
                if (lane.resting != null && which.test(lane.resting)) {
                    leaving.add(leave(lane));
                }
            }
        }
        leaving.forEach(resting -> {
            close(resting.connection());
            gone(null);
        });
    }

    private void gone(@Nullable Lane lane) {
        synchronized (lanes) {
            if (lane != null) {
                lane.taken = false;
            }
            out--;
            lanes.notifyAll();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            Failures.ignore("A connection did not go back to its pool", e);
        }
    }

    /** Gives the pool back what waits in lanes. */
    @Override
    public void close() {
        toPool(resting -> true);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool has connections of one user.");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool) || pool.isWrapperFor(type);
    }
}
