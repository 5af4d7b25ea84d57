package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes that other nodes make in the database of one store, so that this node forgets at once what it remembers
 * of them. It makes nothing safer: while it does not hear, a remembered answer is as old as the staleness at most. While it
 * hears, it asks the server for a sign of life twice a second. The server sends what has been committed before it answers, so
 * that with the answer everything is known up to the question, and what is remembered counts for longer. It has
 * one connection of its own, which it opens again when it is lost; then everything is forgotten, for what went by meanwhile.
 */
public final class ChangeListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int SLICE_MILLIS = 500;
    private static final int ANSWER_SECONDS = 5;
    private static final int SLICES_OF_PROOF = 6;

    /** Does not wait: what has come already. */
    private static final int NOW = -1;

    private final String store;
    private final DataSource direct;
    private final Changes changes;
    private final Hearing hearing;
    private final Ticker clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "changes");
    private volatile @Nullable Connection open;
    private volatile boolean listening;

    /** Whether somebody has been told that it cannot listen; it is told again when it could in between. */
    private boolean complained;

    ChangeListener(String store, DataSource direct, Changes changes, Hearing hearing, Ticker clock) {
        this.store = requireNonNull(store);
        this.direct = requireNonNull(direct);
        this.changes = requireNonNull(changes);
        this.hearing = requireNonNull(hearing);
        this.clock = requireNonNull(clock);
        thread.setDaemon(true);
    }

    /** Begins to listen, on a thread of its own, and goes on until it is closed. */
    public void start() {
        thread.start();
    }

    /** Whether changes of other nodes are heard now. */
    public boolean isListening() {
        return listening;
    }

    /** The name of the store. */
    public String store() {
        return store;
    }

    /** Ends it. What is remembered from now on is as old as the staleness at most. */
    @Override
    public void close() {
        closing.countDown();
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                Failures.ignore("A connection that listens does not close", e);
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing()) {
            boolean heard = session();
            pause = heard ? FIRST_PAUSE : longer(pause);
            if (!isClosing()) {
                await(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void await(Duration pause) {
        try {
            var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** One connection, from its opening to its end. Answers whether changes were heard on it. */
    private boolean session() {
        boolean heard = false;
        try (Connection connection = direct.getConnection()) {
            open = connection;
            execute(connection, "SET application_name = 'tenancy-changes'");
            execute(connection, "LISTEN " + Change.CHANNEL);
            heard = isProven(connection);
            if (heard) {
                hearing.proven(clock.read());
                changes.anyMayHaveHappened();
                listening = true;
                complained = false;
                hear(connection);
            } else {
                complain("notifications do not come through; a pooler in transaction mode is before it, say");
            }
        } catch (SQLException e) {
            complain(String.valueOf(e.getMessage()));
        } finally {
            hearing.lost();
            listening = false;
            open = null;
        }
        return heard;
    }

    private void complain(String why) {
        if (!isClosing() && !complained) {
            complained = true;
            LOG.warn(
                    "Changes in the store {} are seen by other nodes up to the staleness late, for as long as this is so: {}",
                    store,
                    why);
        }
    }

    /** Sends itself a word on another connection: behind some poolers a connection that listens hears nothing. */
    private boolean isProven(Connection connection) throws SQLException {
        String word = "PROOF " + UUID.randomUUID();
        try (Connection other = direct.getConnection();
                PreparedStatement statement = other.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, Change.CHANNEL);
            statement.setString(2, word);
            statement.execute();
        }
        boolean proven = false;
        for (int i = 0; i < SLICES_OF_PROOF && !proven && !isClosing(); i++) {
            proven = next(connection, SLICE_MILLIS).contains(word);
        }
        return proven;
    }

    private void hear(Connection connection) throws SQLException {
        while (!isClosing()) {
            tell(next(connection, SLICE_MILLIS));
            long asked = clock.read();
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the connection does not answer");
            }
            tell(next(connection, NOW));
            hearing.proven(asked);
        }
    }

    private void tell(List<String> heard) {
        heard.stream().map(Change::read).flatMap(Optional::stream).forEach(changes::happened);
    }

    /** The words that come within a time; none where none come. */
    private static List<String> next(Connection connection, int millis) throws SQLException {
        PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(millis);
        return Stream.of(heard)
                .filter(Objects::nonNull)
                .map(PGNotification::getParameter)
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
