package io.tenancy.persistence;

import static io.tenancy.core.counting.RateLimit.SIGN_IN;
import static io.tenancy.core.counting.RateLimit.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.Quota;
import io.tenancy.core.counting.RateLimiter;
import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.Eventually;
import io.tenancy.testkit.RateLimiterContract;
import io.tenancy.testkit.TestClock;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limiters that share their counters, each as it is in a node of its own. */
final class SharedRateLimiterTest extends RateLimiterContract {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Quota HUNDRED = new Quota(100, MINUTE);

    private final TestClock clock = new TestClock();
    private final String key = UUID.randomUUID().toString();

    @Override
    protected RateLimiter limiter(InstantSource clock) {
        return node(DATABASE).sharedRates(clock);
    }

    @Test
    void neverLetsNodesTogetherTakeMoreThanTheQuota() {
        List<RateLimiter> nodes =
                IntStream.range(0, 4).mapToObj(i -> limiter(clock)).toList();

        List<Allowance> taken = AtOnce.run(400, i -> nodes.get(i % 4).take(TENANT, key, HUNDRED, 1));

        assertThat(taken).filteredOn(Allowance::allowed).hasSize(100);
    }

    @Test
    void refusesEarlyByNoMoreThanWhatOtherNodesHaveTakenAndNotSpent() {
        RateLimiter idle = limiter(clock);
        RateLimiter busy = limiter(clock);
        idle.take(TENANT, key, HUNDRED, 1);

        long allowed = IntStream.range(0, 100)
                .filter(i -> busy.take(TENANT, key, HUNDRED, 1).allowed())
                .count();

        int part = HUNDRED.units() / SharedRateLimiter.PARTS;
        assertThat(allowed).isEqualTo(100 - part);
        assertThat(idle.take(TENANT, key, HUNDRED, part - 1).allowed()).isTrue();
    }

    @Test
    void asksTheDatabaseOnceForManyRequestsAndNotAtAllWhenNothingIsLeft() {
        RateLimiter limiter = limiter(clock);
        for (int i = 0; i < 300; i++) {
            limiter.take(TENANT, key, HUNDRED, 1);
        }

        assertThat(DATABASE.texts("SELECT taken FROM catalogue.rate_windows WHERE key = 'tenant " + key + "'"))
                .containsExactly("100");
        DATABASE.plant("UPDATE catalogue.rate_windows SET taken = 0 WHERE key = 'tenant " + key + "'");
        assertThat(limiter.take(TENANT, key, HUNDRED, 1).allowed()).isFalse();
    }

    @Test
    void waitsForNoMonitorAndForNoOtherKeyWhileTheDatabaseIsAsked() throws Exception {
        RateLimiter limiter = limiter(clock);
        limiter.take(TENANT, key, HUNDRED, 5);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Connection connection = DATABASE.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM catalogue.rate_windows WHERE key = 'tenant " + key + "' FOR UPDATE");
            List<Future<Allowance>> waiting = Stream.generate(() -> pool.submit(() -> {
                        threads.add(Thread.currentThread());
                        return limiter.take(TENANT, key, HUNDRED, 1);
                    }))
                    .limit(2)
                    .toList();

            Eventually.within(
                    Duration.ofSeconds(10),
                    () -> threads.stream().map(Thread::getState).toList(),
                    states -> states.contains(Thread.State.WAITING));
            assertThat(threads).extracting(Thread::getState).doesNotContain(Thread.State.BLOCKED);
            assertThat(limiter.take(TENANT, "other " + key, HUNDRED, 1).allowed())
                    .isTrue();
            connection.commit();
            for (Future<Allowance> one : waiting) {
                assertThat(one.get(10, TimeUnit.SECONDS).allowed()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void endsAWindowThatAClockFarAheadHasBegun() {
        TestClock ahead = new TestClock(clock.instant().plus(Duration.ofHours(1)));
        limiter(ahead).take(TENANT, key, HUNDRED, 100);

        assertThat(limiter(clock).take(TENANT, key, HUNDRED, 1).allowed()).isTrue();
    }

    @Test
    void forgetsWindowsThatHaveEnded() {
        Persistence node = node(DATABASE);
        node.sharedRates(clock).take(TENANT, key, HUNDRED, 1);

        node.pruneRates(clock.instant().plus(MINUTE));
        assertThat(windows()).hasSize(1);
        node.pruneRates(clock.instant().plus(MINUTE).plusSeconds(1));
        assertThat(windows()).isEmpty();
    }

    @Test
    void goesOnAloneOrRefusesWhileTheDatabaseIsDownAndSharesAgainWhenItIsBack() {
        try (TestCluster cluster = TestCluster.start()) {
            TestDatabase database = cluster.database();
            RateLimiter one = node(database).sharedRates(clock);
            RateLimiter other = node(database).sharedRates(clock);
            assertThat(one.take(TENANT, key, HUNDRED, 100).allowed()).isTrue();

            cluster.stop();
            clock.advance(MINUTE);
            assertThat(one.take(TENANT, key, HUNDRED, 60).remaining()).isEqualTo(40);
            assertThat(one.take(TENANT, key, HUNDRED, 60).allowed()).isFalse();
            assertThat(other.take(TENANT, key, HUNDRED, 60).allowed()).isTrue();
            assertThatThrownBy(() -> one.take(SIGN_IN, key, HUNDRED, 1))
                    .isInstanceOfSatisfying(Unavailable.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("rate.unavailable");
                        assertThat(refusal.retryAfter()).isPresent();
                    });

            cluster.startAgain();
            clock.advance(MINUTE);
            Duration soon = Duration.ofSeconds(30);
            Eventually.within(soon, () -> counts(one), counted -> counted);
            Eventually.within(soon, () -> counts(other), counted -> counted);
            assertThat(one.take(SIGN_IN, key, HUNDRED, 96).allowed()).isFalse();
        }
    }

    /** Whether a unit can be taken where nothing can without the database. */
    private boolean counts(RateLimiter limiter) {
        try {
            return limiter.take(SIGN_IN, key, HUNDRED, 1).allowed();
        } catch (Unavailable e) {
            return false;
        }
    }

    private List<String> windows() {
        return DATABASE.texts("SELECT key FROM catalogue.rate_windows WHERE key = 'tenant " + key + "'");
    }

    private static Persistence node(TestDatabase database) {
        return Persistence.on(database.stores(), Duration.ofMillis(1500));
    }
}
