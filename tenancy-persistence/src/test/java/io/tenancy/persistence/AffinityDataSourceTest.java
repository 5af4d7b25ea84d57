package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Eight connections have four lanes; the names of schemas here are letters, whose lanes are their places in the alphabet. */
final class AffinityDataSourceTest {
    private static final Optional<String> A = Optional.of("a");
    private static final Optional<String> B = Optional.of("b");
    private static final Optional<String> LIKE_A = Optional.of("e");
    private static final Optional<String> NONE = Optional.empty();

    private final TestDatabase database = TestPostgres.database();
    private final TestPool pool = new TestPool(database.app(), 8, 0);
    private final AffinityDataSource connections = new AffinityDataSource(pool, 8, Duration.ofSeconds(30));
    private final Lender<Optional<String>> lender = connections.lender();

    @AfterEach
    void close() {
        connections.close();
        pool.close();
    }

    @Test
    void bringsASchemaToItsConnectionAgain() throws SQLException {
        int ofA = use(A);
        int ofB = use(B);

        assertThat(ofB).isNotEqualTo(ofA);
        for (int i = 0; i < 5; i++) {
            assertThat(use(A)).isEqualTo(ofA);
            assertThat(use(NONE)).as("one of the pool").isNotIn(ofA, ofB);
            assertThat(use(LIKE_A)).isEqualTo(ofA);
            assertThat(use(B)).isEqualTo(ofB);
        }
        assertThat(connections.resting()).isEqualTo(2);
    }

    @Test
    void takesTheNextWhereItsOwnIsInUse() throws SQLException {
        int ofA = use(A);
        int ofB = use(B);

        Connection first = lender.take(A);
        Connection second = lender.take(A);
        Connection third = lender.take(A);

        assertThat(pid(first)).isEqualTo(ofA);
        assertThat(pid(second)).isEqualTo(ofB);
        assertThat(pid(third)).isNotIn(ofA, ofB);
        for (Connection connection : List.of(first, second, third)) {
            lender.giveBack(connection);
        }
        assertThat(use(A)).isEqualTo(ofA);
        assertThat(use(B)).isEqualTo(ofB);
        assertThat(connections.resting()).as("the third is one of the pool").isEqualTo(2);
    }

    @Test
    void withholdsNoneFromAnybody() throws SQLException {
        List<Integer> resting = List.of(use(A), use(B), use(Optional.of("c")), use(Optional.of("d")));
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            taken.add(lender.take(NONE));
        }

        assertThat(taken.stream().map(AffinityDataSourceTest::pid))
                .doesNotHaveDuplicates()
                .containsAll(resting);
        for (Connection connection : taken) {
            lender.giveBack(connection);
        }
        assertThat(connections.resting()).isZero();
        assertThat(pool.getIdle()).isEqualTo(8);
        assertThat(use(A)).isEqualTo(use(A));
    }

    @Test
    void refusesAfterABoundedWaitAndServesTheNext() throws SQLException {
        try (TestPool two = new TestPool(database.app(), 2, 0);
                AffinityDataSource hasty = new AffinityDataSource(two, 2, Duration.ofMillis(50))) {
            Connection first = hasty.lender().take(A);
            try (Connection second = hasty.getConnection()) {
                assertThat(second.isValid(5)).isTrue();
                assertThatThrownBy(hasty::getConnection)
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("All 2 connections are in use.");
                assertThatThrownBy(() -> hasty.lender().take(A)).isInstanceOf(SQLTransientConnectionException.class);
            }
            hasty.lender().giveBack(first);

            Connection again = hasty.lender().take(LIKE_A);
            assertThat(again).isSameAs(first);
            hasty.lender().giveBack(again);
        }
    }

    @Test
    void servesAllUnderTheCap() {
        try (TestPool few = new TestPool(database.app(), 3, 0);
                AffinityDataSource shared = new AffinityDataSource(few, 3, Duration.ofSeconds(30))) {
            AtOnce.run(12, number -> {
                Random random = new Random(number);
                for (int i = 0; i < 300; i++) {
                    Optional<String> key =
                            random.nextBoolean() ? NONE : Optional.of(String.valueOf((char) ('a' + random.nextInt(9))));
                    assertThat(use(shared.lender(), key)).isPositive();
                }
                return number;
            });

            assertThat(few.getSize()).isBetween(2, 3);
            assertThat(shared.waiting()).isZero();
            assertThat(few.getActive()).isEqualTo(shared.resting());
        }
    }

    @Test
    void keepsNoConnectionThatIsBrokenOrInATransaction() throws SQLException {
        Connection broken = lender.take(A);
        int ofBroken = pid(broken);
        broken.abort(Runnable::run);
        lender.giveBack(broken);
        Connection open = lender.take(B);
        open.setAutoCommit(false);
        lender.giveBack(open);

        assertThat(connections.resting()).isZero();
        assertThat(use(A)).isNotEqualTo(ofBroken);
    }

    @Test
    void losesNoTurnWhereTheDatabaseIsNotReached() throws SQLException {
        Unreachable source = new Unreachable(database);
        AffinityDataSource few = new AffinityDataSource(source, 2, Duration.ofMillis(50));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> few.lender().take(A))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("not reached");
            assertThatThrownBy(few::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("not reached");
        }

        source.reach();
        Connection first = few.lender().take(A);
        try (Connection second = few.getConnection()) {
            assertThat(second.isValid(5)).isTrue();
        }
        few.lender().giveBack(first);
        few.close();
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void isOfNoUseToABorrowerThatHasClosedIt() throws SQLException {
        Connection lent = connections.getConnection();
        lent.close();
        lent.close();

        assertThat(lent.isClosed()).isTrue();
        assertThatThrownBy(lent::createStatement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
        assertThat(pool.getActive()).isZero();
        assertThat(lent).isEqualTo(lent).isNotEqualTo(connections);
    }

    @Test
    void givesAllBackWhenItIsClosed() throws SQLException {
        IntStream.range(0, 4).forEach(i -> use(lender, Optional.of(String.valueOf((char) ('a' + i)))));
        assertThat(pool.getActive()).isEqualTo(4);

        connections.close();

        assertThat(pool.getActive()).isZero();
        assertThat(use(A)).as("it can be used on").isPositive();
    }

    @Test
    void wantsTwoConnectionsAtLeast() {
        assertThatThrownBy(() -> new AffinityDataSource(pool, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AffinityDataSource(pool, 2, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private int use(Optional<String> schema) {
        return use(lender, schema);
    }

    /** The process of the connection that it was. */
    private static int use(Lender<Optional<String>> lender, Optional<String> schema) {
        try {
            Connection connection = lender.take(schema);
            try {
                assertThat(connection.isValid(5)).isTrue();
                return pid(connection);
            } finally {
                lender.giveBack(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Unreachable extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final TestDatabase database;
        private boolean isReached;

        Unreachable(TestDatabase database) {
            this.database = database;
        }

        void reach() {
            isReached = true;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (!isReached) {
                throw new SQLException("not reached");
            }
            return database.app().getConnection();
        }
    }
}
