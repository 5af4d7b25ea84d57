package io.tenancy.server.e2e;

import io.tenancy.testkit.AtOnce;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The same of two nodes that hear nothing of each other: the connections on which they would are ended, and the database
 * lets no new one in. What they need for requests is open by then.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeafNodesTest extends TwoNodesTest {
    private static final String DEAF = """
            DO $$ BEGIN
                IF EXISTS (SELECT FROM pg_stat_activity
                           WHERE application_name = 'tenancy-changes' AND datname = current_database()) THEN
                    RAISE EXCEPTION 'A node listens';
                END IF;
            END $$
            """;

    @BeforeAll
    void cutOff() {
        var unused = AtOnce.run(
                16,
                number -> (number % 2 == 0 ? one : two)
                        .anonymous()
                        .login(new Person("nowhere" + number, "nobody@example.test", "a wrong password"))
                        .status());
        deployment.database().plant("""
                DO $$ BEGIN
                    EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC, tenancy_app, tenancy_owner',
                                   current_database());
                END $$
                """);
        deployment
                .database()
                .plant("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'tenancy-changes' AND datname = current_database()");
        Until.within(Duration.ofSeconds(10), "nobody listens", this::isDeaf);
    }

    @AfterEach
    void stillHearsNothing() {
        deployment.database().plant(DEAF);
    }

    private boolean isDeaf() {
        try {
            deployment.database().plant(DEAF);
            return true;
        } catch (RuntimeException listening) {
            return false;
        }
    }

    /** More at the same time than there are connections: of no interest here. */
    @Override
    void failedSignInsOnOneCountOnTheOther() {}

    @Override
    void fiftyRefreshesAtTheSameTimeOnBothLeaveOneLiveFamily() {}
}
