package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.credential.Credential;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserQuery;
import io.tenancy.persistence.testkit.CountingProxy;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts, on the wire, what a call costs once its connection is open and its statements are known to the server. */
final class RoundTripTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final int UNTIL_PREPARED = 10;

    private final CountingProxy proxy = new CountingProxy(DATABASE.port());
    private final TestPool pool = new TestPool(DATABASE.through(proxy.port()).app(), 1);
    private final Persistence persistence = Persistence.on(
            Stores.of(new Store(
                    "main",
                    pool,
                    DATABASE.owner(),
                    TestPostgres.APP,
                    Optional.of(DATABASE.through(proxy.port()).tenantDatabases()))),
            TenantSchema.standard(),
            new ConnectionBudget(1, Duration.ofSeconds(5)),
            Duration.ofMillis(1500));
    private final Samples samples = new Samples(persistence);
    private final TenantScope acme = samples.open("acme");
    private final User ada = samples.user(acme, "ada@example.org");

    @BeforeEach
    void countNoPings() {
        pool.setTestOnBorrow(false);
    }

    @AfterEach
    void stop() throws IOException {
        persistence.close();
        pool.close();
        proxy.close();
    }

    @Test
    void aReadIsOneRoundTripAndParsesNothing() {
        Cost cost =
                cost(() -> assertThat(persistence.users().find(acme, ada.id())).contains(ada));

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    @ParameterizedTest
    @EnumSource
    void aReadIsOneRoundTripInEachPlacement(Isolation isolation) {
        TenantScope tenant = samples.open("globex", isolation);
        User bob = samples.user(tenant, "bob@example.org");

        Cost cost = cost(
                () -> assertThat(persistence.users().find(tenant, bob.id())).contains(bob));

        assertThat(cost.roundTrips()).isEqualTo(1);
    }

    @Test
    void sharedTablesPayNothingForSchemasBesideThem() {
        TenantScope schema = samples.open("globex", Isolation.SCHEMA);
        User bob = samples.user(schema, "bob@example.org");
        cost(() -> persistence.users().find(acme, ada.id()));
        cost(() -> persistence.users().find(schema, bob.id()));
        int parsed = proxy.parsed();

        assertThat(persistence.users().find(acme, ada.id())).contains(ada);

        assertThat(proxy.parsed()).isEqualTo(parsed);
    }

    @Test
    void aReadByTimeIsOneRoundTrip() {
        TenantSql<ByTime> sql = persistence.tenantSql(ByTime.class);

        Cost cost = cost(() -> assertThat(sql.<List<String>>one(acme, users -> users.since(acme.id(), Samples.T0)))
                .containsExactly("ada@example.org"));

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    @Test
    void aWriteOfOneStatementIsOneRoundTrip() {
        Cost cost = cost(() -> persistence.users().touch(acme, ada.id(), ada.createdAt()));

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    @Test
    void aListIsOneRoundTripAndParsesNothing() {
        UserQuery query = new UserQuery(Optional.empty(), Optional.empty(), UserQuery.Sort.NAME);

        Cost cost = cost(() -> assertThat(persistence.users().list(acme, query, Optional.empty(), 10))
                .containsExactly(ada));

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    @Test
    void aSearchIsOneRoundTripAndIsPlannedEachTime() {
        UserQuery query = new UserQuery(Optional.of("name"), Optional.empty(), UserQuery.Sort.NAME);

        Cost cost = cost(() -> assertThat(persistence.users().list(acme, query, Optional.empty(), 10))
                .containsExactly(ada));

        assertThat(cost.roundTrips()).isEqualTo(1);
        assertThat(cost.parsed()).isPositive();
    }

    @Test
    void aTransactionAddsItsCommit() {
        Cost cost = cost(() -> persistence.transactions().run(acme, () -> {
            assertThat(persistence.users().find(acme, ada.id())).isPresent();
            return persistence.users().find(acme, ada.id());
        }));

        assertThat(cost).isEqualTo(new Cost(3, 0));
    }

    @Test
    void aTransactionWhoseAnswersNobodyWaitsForIsOneRoundTrip() {
        Credential credential = new Credential("hash", false, Samples.T0);

        Cost cost = cost(() -> persistence.transactions().run(acme, () -> {
            persistence.roles().lock(acme);
            persistence.transactions().lock(acme, "something");
            persistence.credentials().put(acme, ada.id(), credential);
            persistence.oneTimeTokens().removeAll(acme, ada.id());
            return acme;
        }));

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    @Test
    void aReadOfTheCatalogueIsOneRoundTrip() {
        Cost cost = cost(
                () -> assertThat(persistence.tenants().findBySlug("nobody")).isEmpty());

        assertThat(cost).isEqualTo(new Cost(1, 0));
    }

    private Cost cost(Runnable call) {
        for (int i = 0; i < UNTIL_PREPARED; i++) {
            call.run();
        }
        int roundTrips = proxy.roundTrips();
        int parsed = proxy.parsed();
        call.run();
        return new Cost(proxy.roundTrips() - roundTrips, proxy.parsed() - parsed);
    }

    interface ByTime {
        @SqlQuery("""
                SELECT email
                FROM users
                WHERE tenant_id = :tenant AND created_at >= :since
                """)
        List<String> since(TenantId tenant, Instant since);
    }

    private record Cost(int roundTrips, int parsed) {}
}
