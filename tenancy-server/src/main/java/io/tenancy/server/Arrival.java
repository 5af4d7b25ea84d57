package io.tenancy.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is coming up. */
final class Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** It does not listen, or starts, stops, or recovers; 57P03 is what it says while it starts. */
    private static final String NOT_YET = "08.*|57P.*|53300";

    private Arrival() {}

    /**
     * Looks again and again until the database is there, or for so long. Whoever asks it next tells of what time does not mend.
     *
     * @param look fails with a {@link Refusal} while it is not there
     */
    static void await(Runnable look, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean isTold = false;
        while (true) {
            try {
                look.run();
                if (isTold) {
                    LOG.info("The database of TENANCY_DB_URL is up.");
                }
                return;
            } catch (Refusal e) {
                if (!mayCome(e)
                        || System.nanoTime() >= end
                        || Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (!isTold) {
                    LOG.warn("The database of TENANCY_DB_URL is not up yet; it is waited for, up to {}.", patience);
                    isTold = true;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean mayCome(Throwable failure) {
        return state(failure).filter(state -> state.matches(NOT_YET)).isPresent();
    }

    private static Optional<String> state(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof SQLException sql && sql.getSQLState() != null
                ? Optional.of(sql.getSQLState())
                : cause == null ? Optional.empty() : state(cause);
    }
}
