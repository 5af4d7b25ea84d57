package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    private final TestPool pool = new TestPool(database.app(), 8, 1);
    private final AffinityDataSource connections = with(Duration.ZERO, Ticker.systemTicker(), look -> {});
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
    void waitsALittleForItsOwn() throws Exception {
        try (AffinityDataSource waiting = with(Duration.ofSeconds(30), () -> 0, look -> {})) {
            int ofA = use(waiting.lender(), A);
            int ofB = use(waiting.lender(), B);
            Connection first = waiting.lender().take(A);
            FutureTask<Integer> second = new FutureTask<>(() -> use(waiting.lender(), A));
            Thread other = new Thread(second);
            other.start();
            while (other.isAlive() && other.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }

            assertThat(use(waiting.lender(), B)).as("another lane").isEqualTo(ofB);
            waiting.lender().giveBack(first);

            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(ofA);
        }
    }

    @Test
    void waitsForNoStatementThatTakesLong() throws SQLException {
        AffinityDataSource waiting = with(Duration.ofMillis(1), () -> 0, look -> {});
        int ofA = use(waiting.lender(), A);
        Connection slow = waiting.lender().take(A);
        for (int i = 0; i < 5; i++) {
            assertThat(use(waiting.lender(), LIKE_A)).isNotEqualTo(ofA);
        }
        waiting.lender().giveBack(slow);
        assertThat(use(waiting.lender(), LIKE_A)).isEqualTo(ofA);
        waiting.close();
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
        try (TestPool two = new TestPool(database.app(), 2, 1);
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
        try (TestPool few = new TestPool(database.app(), 3, 1);
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
        Connection begun = lender.take(LIKE_A);
        try (Statement statement = begun.createStatement()) {
            statement.execute("BEGIN");
        }
        lender.giveBack(begun);

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

        source.reach(true);
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
        assertThat(lent.isValid(5)).isFalse();
        assertThat(lent).asString().startsWith("lent ");
        assertThatThrownBy(lent::createStatement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
        assertThat(pool.getActive()).isZero();
        try (Connection other = connections.getConnection()) {
            assertThat(Set.of(lent)).contains(lent).doesNotContain(other);
        }
    }

    @Test
    void givesAllBackWhenItIsClosed() throws SQLException {
        IntStream.range(0, 4).forEach(i -> use(lender, Optional.of(String.valueOf((char) ('a' + i)))));
        assertThat(pool.getActive()).isEqualTo(4);

        Connection late = lender.take(A);
        connections.close();
        assertThat(pool.getActive()).isEqualTo(1);
        lender.giveBack(late);

        assertThat(pool.getActive()).isZero();
        assertThat(use(A)).as("it can be used on").isPositive();
        assertThat(pool.getActive()).isZero();
    }

    @Test
    void givesBackWhatNobodyHasWantedForFiveMinutes() throws SQLException {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10_000_000_000L);
        Queue<Runnable> later = new ArrayDeque<>();
        try (AffinityDataSource slow = with(Duration.ZERO, now::get, later::add)) {
            int ofA = use(slow.lender(), A);
            now.addAndGet(Duration.ofSeconds(150).toNanos());
            int ofB = use(slow.lender(), B);
            assertThat(later).as("one look for both").hasSize(1);

            now.addAndGet(Duration.ofSeconds(150).toNanos());
            later.remove().run();
            assertThat(slow.resting()).isEqualTo(1);
            assertThat(use(slow.lender(), B)).as("checked, and still good").isEqualTo(ofB);
            assertThat(later).hasSize(1);

            now.addAndGet(Duration.ofMinutes(5).toNanos());
            later.remove().run();
            assertThat(slow.resting()).isZero();
            assertThat(later).isEmpty();
            assertThat(pool.getActive()).isZero();
            assertThat(List.of(use(slow.lender(), A), use(slow.lender(), B))).containsExactlyInAnyOrder(ofA, ofB);
        }
    }

    @Test
    void leavesOneToThePoolAfterHalfAnHourOfUse() throws SQLException {
        AtomicLong now = new AtomicLong();
        try (AffinityDataSource used = with(Duration.ZERO, now::get, look -> {})) {
            for (int minutes = 0; minutes < 30; minutes++) {
                use(used.lender(), A);
                assertThat(used.resting()).isEqualTo(1);
                now.addAndGet(Duration.ofMinutes(1).toNanos());
            }
            use(used.lender(), A);
            assertThat(used.resting()).isZero();
            assertThat(pool.getActive()).isZero();
        }
    }

    @Test
    void replacesOneThatHasBrokenWhileItRested() throws SQLException {
        AtomicLong now = new AtomicLong();
        try (AffinityDataSource used = with(Duration.ZERO, now::get, look -> {})) {
            int broken = use(used.lender(), A);
            database.plant("SELECT pg_terminate_backend(" + broken + ", 10000)");
            now.addAndGet(Duration.ofSeconds(5).toNanos());

            assertThat(use(used.lender(), A)).isNotEqualTo(broken);
            assertThat(used.resting()).isEqualTo(1);
            assertThat(pool.getActive()).isEqualTo(1);
        }
    }

    @Test
    void takesOneThatRestsWhereTheServerOpensNoMore() throws SQLException {
        Unreachable source = new Unreachable(database);
        source.reach(true);
        try (AffinityDataSource few = new AffinityDataSource(source, 8, Duration.ofSeconds(30))) {
            int ofA = use(few.lender(), A);
            source.reach(false);

            assertThat(use(few.lender(), B)).isEqualTo(ofA);
            assertThatThrownBy(() -> few.lender().take(B)).hasMessage("not reached");
            source.reach(true);
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(few.lender().take(i % 2 == 0 ? A : NONE));
            }
            for (Connection connection : all) {
                few.lender().giveBack(connection);
            }
        }
    }

    @Test
    void heedsAnInterruptionOnlyWhereItWaits() throws SQLException {
        try (TestPool two = new TestPool(database.app(), 2, 1);
                AffinityDataSource hasty = new AffinityDataSource(two, 2, Duration.ofSeconds(30))) {
            Thread.currentThread().interrupt();
            Connection first = hasty.lender().take(A);
            Connection second = hasty.lender().take(A);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();

            assertThatThrownBy(() -> hasty.lender().take(NONE))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("Interrupted");

            assertThat(Thread.interrupted()).isTrue();
            hasty.lender().giveBack(first);
            hasty.lender().giveBack(second);
            assertThat(use(hasty.lender(), NONE)).isPositive();
        }
    }

    @Test
    void wantsTwoConnectionsAtLeast() {
        assertThatThrownBy(() -> new AffinityDataSource(pool, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AffinityDataSource(pool, 2, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AffinityDataSource with(Duration near, Ticker clock, Executor later) {
        return new AffinityDataSource(pool, 8, Duration.ofSeconds(30), near, clock, later);
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

        void reach(boolean reached) {
            isReached = reached;
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
