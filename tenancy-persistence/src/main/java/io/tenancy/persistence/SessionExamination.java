package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a connection of the serving role is like: where it looks, what it is bound to, and what time it is there. */
final class SessionExamination {
    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private static final String SEARCH_PATH = """
            SELECT current_database() AS object,
                   format('The search path of connections is %s; it has to be tenancy alone. Connections that are older '
                          || 'than the migration have to be closed.', current_setting('search_path')) AS problem,
                   format('ALTER DATABASE %I SET search_path = tenancy; ALTER ROLE %I RESET search_path',
                          current_database(), current_user) AS remedy
            WHERE current_setting('search_path') <> 'tenancy'
            """;

    private static final String BOUND = """
            SELECT current_database() AS object,
                   'Connections are bound to a tenant from their start.' AS problem,
                   format('ALTER DATABASE %I RESET tenancy.tenant_id; ALTER ROLE %I RESET tenancy.tenant_id',
                          current_database(), current_user) AS remedy
            WHERE current_setting('tenancy.tenant_id', true) <> ''
            """;

    private final Handle app;
    private final String place;

    SessionExamination(Handle app, String place) {
        this.app = requireNonNull(app);
        this.place = requireNonNull(place);
    }

    List<Finding> settings() {
        List<Finding> findings = new ArrayList<>(ask(Check.SEARCH_PATH, SEARCH_PATH));
        findings.addAll(ask(Check.SESSION_BOUND, BOUND));
        return findings;
    }

    private List<Finding> ask(Check check, String query) {
        return app.createQuery(query)
                .map((row, context) -> new Finding(
                        check, place, row.getString("object"), row.getString("problem"), row.getString("remedy") + ";"))
                .list();
    }

    /** Half the time that the question takes may be the way there, and is no difference. */
    Optional<Finding> clock(InstantSource clock) {
        Instant before = clock.instant();
        Instant there =
                app.createQuery("SELECT clock_timestamp()").mapTo(Instant.class).one();
        Duration half = Duration.between(before, clock.instant()).dividedBy(2);
        Duration skew = Duration.between(before.plus(half), there);
        if (skew.abs().minus(half).compareTo(TOLERATED) <= 0) {
            return Optional.empty();
        }
        String problem = "The clock of the database is " + skew.abs().toMillis() + " ms "
                + (skew.isNegative() ? "behind" : "ahead of") + " the one of this machine.";
        return Optional.of(new Finding(Check.CLOCK_SKEW, place, place, problem, ""));
    }
}
