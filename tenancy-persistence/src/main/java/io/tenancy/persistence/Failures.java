package io.tenancy.persistence;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure of the database means, read from its SQLSTATE and never from its message. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String FORBIDDEN = "42501";
    private static final String TAKEN = "23505";
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    /** No such table, no such schema. */
    private static final Set<String> NO_TABLES = Set.of("42P01", "3F000");

    /** Connection, resources, operator intervention. */
    private static final Set<String> CLASSES_OF_OUTAGE = Set.of("08", "53", "57");

    /** Lost races, a lock not available in time, a primary that has become a standby, and a transaction that did nothing for too long. */
    private static final Set<String> STATES_OF_OUTAGE = Set.of("40001", "40P01", "55P03", "25006", "25P03");

    private Failures() {}

    /** Whether PostgreSQL undid the transaction in favour of another, so that the same work can succeed right away. */
    static boolean isLostRace(JdbiException failure) {
        return state(failure).filter(LOST_RACES::contains).isPresent();
    }

    /** Whether somebody else has what is unique. */
    static boolean isTaken(JdbiException failure) {
        return state(failure).filter(TAKEN::equals).isPresent();
    }

    /** Whether a policy or a missing privilege forbids it; who cannot even connect has not come so far. */
    static boolean isForbidden(JdbiException failure) {
        return !(failure instanceof ConnectionException)
                && state(failure).filter(FORBIDDEN::equals).isPresent();
    }

    /** The failure in the words of the core, where a later try can succeed; any other failure as it is. */
    static RuntimeException translate(JdbiException failure) {
        if (!(failure instanceof ConnectionException)
                && state(failure).filter(Failures::isOutage).isEmpty()) {
            return failure;
        }
        return unavailable(failure);
    }

    /** The same for a tenant, whose own tables may not be there: somebody has dropped its schema, or it is half restored. */
    static RuntimeException translate(JdbiException failure, TenantScope scope) {
        boolean ownTables = !(scope.placement() instanceof Placement.Shared);
        if (ownTables && state(failure).filter(NO_TABLES::contains).isPresent()) {
            LOG.error(
                    "The tables of {} are not there; ask the doctor: {}",
                    scope,
                    rootCause(failure).toString());
            return unavailable(failure);
        }
        return translate(failure);
    }

    private static Unavailable unavailable(JdbiException failure) {
        LOG.warn("The database cannot serve: {}", rootCause(failure).toString());
        Unavailable unavailable = new Unavailable(
                "storage.unavailable", "The data cannot be reached at the moment. Try again.", RETRY_AFTER);
        unavailable.initCause(failure);
        return unavailable;
    }

    /** The same for what an owner does without JDBI. */
    static RuntimeException translate(String what, SQLException failure) {
        return isOutage(failure)
                ? translate(new ConnectionException(failure))
                : new IllegalStateException(what + ": " + failure.getMessage(), failure);
    }

    /** Whether a later try can succeed. */
    static boolean isOutage(SQLException failure) {
        return state(failure).filter(Failures::isOutage).isPresent();
    }

    /** Notes a failure that changes nothing for anybody. */
    static void ignore(String what, SQLException failure) {
        LOG.debug("{}: {}", what, failure.toString());
    }

    private static boolean isOutage(String state) {
        return STATES_OF_OUTAGE.contains(state)
                || (state.length() == 5 && CLASSES_OF_OUTAGE.contains(state.substring(0, 2)));
    }

    static Optional<String> state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }
}
