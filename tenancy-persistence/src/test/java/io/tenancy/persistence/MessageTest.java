package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that are put off do what they would have done at once, also when the driver has prepared the message that they travel in. */
final class MessageTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final int TIMES = 12;

    private final FewConnections connections = new FewConnections(DATABASE, 4);
    private final Persistence persistence = connections.persistence();
    private final Samples samples = new Samples(persistence);
    private final TenantSql<Sql> sql = persistence.tenantSql(Sql.class);

    @AfterEach
    void stop() {
        connections.close();
    }

    @ParameterizedTest
    @EnumSource
    void areDoneBeforeTheNextOneAndInTheirOrder(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();

        for (int time = 0; time < TIMES; time++) {
            String name = "Ada " + time;
            List<String> names = persistence.transactions().run(acme, () -> {
                sql.later(acme, users -> users.rename(acme.id(), ada, "nobody"));
                sql.later(acme, users -> users.see(acme.id(), ada, Optional.empty()));
                sql.later(acme, users -> users.rename(acme.id(), ada, name));
                return sql.<List<String>>one(acme, users -> users.names(acme.id(), Samples.T0));
            });
            assertThat(names).containsExactly(name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areDoneWithTheCommit(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();

        for (int time = 0; time < TIMES; time++) {
            String name = "Ada " + time;
            persistence.transactions().run(acme, () -> {
                sql.later(acme, users -> users.rename(acme.id(), ada, name));
                return acme;
            });
            assertThat(name(acme, ada)).isEqualTo(name);
        }
        sql.later(acme, users -> users.rename(acme.id(), ada, "alone"));
        assertThat(name(acme, ada)).isEqualTo("alone");
    }

    @ParameterizedTest
    @EnumSource
    void failWithTheCommitAndUndoAll(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();
        String before = name(acme, ada);

        for (int time = 0; time < TIMES; time++) {
            assertThatThrownBy(() -> persistence.transactions().run(acme, () -> {
                        var unused = sql.<Integer>one(acme, users -> users.rename(acme.id(), ada, "another"));
                        sql.later(acme, users -> users.rename(acme.id(), ada, ""));
                        sql.later(acme, users -> users.see(acme.id(), ada, Optional.of(Samples.T0)));
                        return acme;
                    }))
                    .isInstanceOf(JdbiException.class);
            assertThat(name(acme, ada)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areDoneBeforeABatchAndInOne(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();
        for (Set<String> codes : List.of(digests(2), digests(20))) {
            persistence.transactions().run(acme, () -> {
                sql.later(acme, users -> users.rename(acme.id(), ada, "Ada of " + codes.size()));
                persistence.factors().putRecoveryCodes(acme, ada, codes);
                return acme;
            });
            assertThat(persistence.factors().recoveryCodes(acme, ada)).isEqualTo(codes.size());
            assertThat(name(acme, ada)).isEqualTo("Ada of " + codes.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void stayWhereOnlyWhatComesAfterThemIsUndone(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        User ada = samples.user(acme, "ada@example.org");
        User bob = samples.user(acme, "bob@example.org");

        boolean moved = persistence.transactions().run(acme, () -> {
            sql.later(acme, users -> users.rename(acme.id(), ada.id(), "kept"));
            return sql.unlessTaken(acme, users -> users.take(acme.id(), ada.id(), bob.email()) == 1);
        });

        assertThat(moved).isFalse();
        assertThat(name(acme, ada.id())).isEqualTo("kept");
        assertThat(persistence.users().find(acme, ada.id()).orElseThrow().email())
                .isEqualTo(ada.email());
    }

    @ParameterizedTest
    @EnumSource
    void letASightBehindALockSeeWhatTheLockWaitedFor(Isolation isolation) throws InterruptedException {
        TenantScope acme = samples.open("acme", isolation);
        UserId ada = samples.user(acme, "ada@example.org").id();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);

        CompletableFuture<TenantScope> first =
                CompletableFuture.supplyAsync(() -> persistence.transactions().run(acme, () -> {
                    persistence.transactions().lock(acme, "it");
                    var unused = sql.<Integer>one(acme, users -> users.rename(acme.id(), ada, "first"));
                    locked.countDown();
                    await(asked);
                    return acme;
                }));
        locked.await();
        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> persistence.transactions().run(acme, () -> {
                    persistence.transactions().lock(acme, "it");
                    asked.countDown();
                    return name(acme, ada);
                }));

        assertThat(second.join()).isEqualTo("first");
        assertThat(first.join()).isEqualTo(acme);
    }

    private static Set<String> digests(int count) {
        return IntStream.range(0, count).mapToObj("%064x"::formatted).collect(Collectors.toUnmodifiableSet());
    }

    private String name(TenantScope scope, UserId user) {
        return persistence.users().find(scope, user).orElseThrow().name();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT name
                FROM users
                WHERE tenant_id = :tenant AND created_at >= :since
                """)
        List<String> names(TenantId tenant, Instant since);

        @SqlUpdate("""
                UPDATE users
                SET name = :name
                WHERE tenant_id = :tenant AND id = :id
                """)
        int rename(TenantId tenant, UserId id, String name);

        @SqlUpdate("""
                UPDATE users
                SET email = :email
                WHERE tenant_id = :tenant AND id = :id
                """)
        int take(TenantId tenant, UserId id, String email);

        @SqlUpdate("""
                UPDATE users
                SET last_login_at = :at
                WHERE tenant_id = :tenant AND id = :id
                RETURNING email
                """)
        int see(TenantId tenant, UserId id, Optional<Instant> at);
    }
}
