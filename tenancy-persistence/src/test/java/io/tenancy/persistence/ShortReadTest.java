package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** A read on its own goes past JDBI, one in a transaction does not: the answers are the same. */
final class ShortReadTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final int TIMES = 12;

    private final FewConnections connections = new FewConnections(DATABASE, 1);
    private final Persistence persistence = connections.persistence();
    private final Samples samples = new Samples(persistence);
    private final TenantSql<Sql> sql = persistence.tenantSql(Sql.class);

    @AfterEach
    void stop() {
        connections.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersAsJdbiDoes(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        User ada = samples.user(acme, "ada@example.org");
        samples.user(samples.open("globex", isolation), "ada@example.org");
        TenantId tenant = acme.id();

        assertThat(same(acme, all -> all.count(tenant))).isEqualTo(1L);
        assertThat(same(acme, all -> all.has(tenant, ada.id()))).isEqualTo(true);
        assertThat(same(acme, all -> all.has(tenant, new UserId(UUID.randomUUID()))))
                .isEqualTo(false);
        assertThat(same(acme, all -> all.id(tenant, "ada@example.org"))).isEqualTo(Optional.of(ada.id()));
        assertThat(same(acme, all -> all.id(tenant, "nobody@example.org"))).isEqualTo(Optional.empty());
        assertThat(same(acme, all -> all.lastLogin(tenant, ada.id()))).isEqualTo(Optional.empty());
        assertThat(same(acme, all -> all.created(tenant, ada.createdAt(), true, 1)))
                .isEqualTo(List.of(new Known(ada.id(), "ada@example.org", ada.createdAt(), Optional.empty())));
        assertThat(same(acme, all -> all.created(tenant, ada.createdAt().plusSeconds(1), true, 1)))
                .isEqualTo(List.of());
        assertThat(same(acme, all -> all.ofStatus(tenant, Optional.of(Status.DISABLED))))
                .isEqualTo(List.of());
        assertThat(same(acme, all -> all.ofStatus(tenant, Optional.empty()))).isEqualTo(List.of(ada.email()));
    }

    /** The driver prepares a statement after some times, and knows then how long its answer may become. */
    @ParameterizedTest
    @EnumSource
    void findsItsRowsEachTime(Isolation isolation) {
        findsEachTime(sql, samples, isolation);
    }

    /** With some of them the driver sends more than one message for a statement of several parts. */
    @ParameterizedTest
    @CsvSource({
        "stringtype, unspecified, false",
        "preferQueryMode, simple, false",
        "prepareThreshold, 0, true",
        "prepareThreshold, 1, true",
        "preferQueryMode, extendedForPrepared, true",
        "preferQueryMode, extendedCacheEverything, true",
        "binaryTransfer, false, true",
        "defaultRowFetchSize, 1, true",
        "preparedStatementCacheQueries, 0, true"
    })
    void findsItsRowsEachTimeWhateverTheOptionsOfTheDriver(String option, String value, boolean isOneMessage)
            throws SQLException {
        PGSimpleDataSource source = DATABASE.app().unwrap(PGSimpleDataSource.class);
        source.setProperty(option, value);
        try (Connection connection = source.getConnection()) {
            assertThat(Binding.isOneMessage(connection.unwrap(BaseConnection.class)))
                    .isEqualTo(isOneMessage);
        }
        try (FewConnections other = new FewConnections(DATABASE, source, 1)) {
            TenantSql<Sql> reads = other.persistence().tenantSql(Sql.class);
            findsEachTime(reads, new Samples(other.persistence()), Isolation.SHARED);
            findsEachTime(reads, new Samples(other.persistence()), Isolation.SCHEMA);
        }
    }

    /** The driver itself fails then on a statement of several parts: nothing is found silently. */
    @Test
    void failsWhereTheDriverDescribesEachStatementFirst() throws SQLException {
        PGSimpleDataSource source = DATABASE.app().unwrap(PGSimpleDataSource.class);
        source.setProperty("prepareThreshold", "-1");
        try (FewConnections other = new FewConnections(DATABASE, source, 1)) {
            TenantSql<Sql> reads = other.persistence().tenantSql(Sql.class);

            assertThatThrownBy(() -> findsEachTime(reads, new Samples(other.persistence()), Isolation.SHARED))
                    .hasStackTraceContaining("bind message has");
        }
    }

    private static void findsEachTime(TenantSql<Sql> sql, Samples samples, Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        User ada = samples.user(acme, "ada@example.org");
        for (int i = 0; i < TIMES; i++) {
            assertThat(sql.<Optional<String>>one(acme, all -> all.address(acme.id(), ada.email())))
                    .contains(ada.email());
            assertThat(sql.<List<String>>one(acme, all -> all.ofStatus(acme.id(), Optional.empty())))
                    .containsExactly(ada.email());
            assertThat(sql.<List<Known>>one(acme, all -> all.created(acme.id(), ada.createdAt(), true, 1)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAsJdbiDoesAndGivesItsConnectionBack(Isolation isolation) {
        TenantScope acme = samples.open("acme", isolation);
        samples.user(acme, "ada@example.org");
        samples.user(acme, "bob@example.org");

        assertThatThrownBy(() -> sql.one(acme, all -> all.any(acme.id())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2");
        assertThatThrownBy(() -> sql.one(acme, all -> all.divided(acme.id(), 0)))
                .isInstanceOfSatisfying(
                        FailedRead.class,
                        failure -> assertThat(Failures.state(failure)).contains("22012"));
        assertThat(sql.<Long>one(acme, all -> all.count(acme.id()))).isEqualTo(2L);
        assertThat(connections.pool().getActive()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"count", "has", "id", "lastLogin", "created", "ofStatus", "any", "divided"})
    void isWhatReadsAndHasPlainValues(String method) {
        assertThat(ShortRead.of(named(method), () -> null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"renamed", "ofUser", "ofSome", "perhaps", "rows"})
    void leavesTheRestToJdbi(String method) {
        assertThat(ShortRead.of(named(method), () -> null)).isEmpty();
    }

    @Test
    void goesTheWayOfTheUsersThatAreReadMost() {
        assertThat(Arrays.stream(JdbiUserStore.Sql.class.getDeclaredMethods())
                        .filter(method -> ShortRead.of(method, () -> null).isPresent())
                        .map(Method::getName))
                .contains("find", "findByEmail", "count");
        assertThat(UserLists.Sql.class.getDeclaredMethods())
                .allMatch(method -> ShortRead.of(method, () -> null).isPresent());
    }

    private Object same(TenantScope scope, Function<Sql, Object> statement) {
        Object alone = sql.one(scope, statement);
        assertThat(sql.all(scope, statement)).isEqualTo(alone);
        return alone;
    }

    private static Method named(String name) {
        return Arrays.stream(Sql.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A record of an application. */
    record Known(UserId id, String email, Instant createdAt, Optional<Instant> lastLoginAt) {}

    interface Sql {
        @SqlQuery("SELECT count(*) FROM users WHERE tenant_id = :tenant")
        long count(TenantId tenant);

        @SqlQuery("SELECT EXISTS (SELECT 1 FROM users WHERE tenant_id = :tenant AND id = :id)")
        boolean has(TenantId tenant, UserId id);

        @SqlQuery("SELECT id AS user_id FROM users WHERE tenant_id = :tenant AND email = :email")
        Optional<UserId> id(TenantId tenant, String email);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant AND email = :email")
        Optional<String> address(TenantId tenant, String email);

        @SqlQuery("SELECT last_login_at FROM users WHERE tenant_id = :tenant AND id = :id")
        Optional<Instant> lastLogin(TenantId tenant, UserId id);

        @SqlQuery("""
                SELECT email, id, last_login_at, created_at
                FROM users
                WHERE tenant_id = :tenant AND created_at >= :since AND :wanted
                LIMIT :limit
                """)
        List<Known> created(TenantId tenant, Instant since, boolean wanted, int limit);

        @SqlQuery("""
                SELECT email
                FROM users
                WHERE tenant_id = :tenant AND (CAST(:status AS text) IS NULL OR status = :status)
                """)
        List<String> ofStatus(TenantId tenant, Optional<Status> status);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant")
        Optional<String> any(TenantId tenant);

        @SqlQuery("SELECT 1 / :by FROM users WHERE tenant_id = :tenant")
        List<Integer> divided(TenantId tenant, int by);

        @SqlQuery("UPDATE users SET name = :name WHERE tenant_id = :tenant RETURNING email")
        List<String> renamed(TenantId tenant, String name);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant AND id = :user.id")
        Optional<String> ofUser(TenantId tenant, @BindMethods("user") User user);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant AND id = ANY(:ids)")
        List<String> ofSome(TenantId tenant, UUID[] ids);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant AND id = :id")
        List<String> perhaps(TenantId tenant, @Nullable UUID id);

        @SqlQuery("SELECT email FROM users WHERE tenant_id = :tenant")
        String[] rows(TenantId tenant);
    }
}
