package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestCluster;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Three hundred tenants with a database of their own under a cap of twenty connections, on a server of their own. */
final class ManyDatabasesTest {
    private static final int TENANTS = 300;
    private static final int CAP = 20;
    private static final int BATCH = 20;
    private static final int MAKERS = 4;
    private static final int CALLERS = 32;

    private static final TestCluster CLUSTER = TestCluster.start();

    private final TestDatabase database = CLUSTER.database();
    private final CountedDatabases counted = new CountedDatabases(database.tenantDatabases());

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void areAllServedAndTheCapIsNeverExceeded() {
        try (TestPool owner = new TestPool(database.owner(), MAKERS);
                Persistence persistence = Persistence.on(
                        Stores.of(new Store(
                                "main", database.app(), owner, TestPostgres.APP, Optional.of(counted.databases()))),
                        TenantSchema.standard(),
                        new ConnectionBudget(CAP, Duration.ofSeconds(60)),
                        Duration.ofSeconds(1))) {
            List<TenantScope> tenants = open(persistence);

            List<Integer> served = AtOnce.run(CALLERS, number -> serve(persistence, tenants, number));

            assertThat(served.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2 * TENANTS);
            assertThat(counted.most()).isBetween(2, CAP);
            ConnectionsSnapshot snapshot = persistence.connections();
            assertThat(snapshot.open()).isEqualTo(snapshot.idle()).isEqualTo(CAP);
            assertThat(snapshot.opened()).isGreaterThanOrEqualTo(TENANTS);
            assertThat(snapshot.closed()).containsEntry(ConnectionsSnapshot.Reason.EVICTED, snapshot.opened() - CAP);
            assertThat(snapshot.timeouts()).isZero();
        }
        assertThat(counted.open()).as("connections after the end").isZero();
    }

    private static List<TenantScope> open(Persistence persistence) {
        return IntStream.range(0, TENANTS / BATCH)
                .mapToObj(batch -> AtOnce.run(MAKERS, maker -> open(persistence, "t-" + batch + "-" + maker)))
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
    }

    private static List<TenantScope> open(Persistence persistence, String slug) {
        return IntStream.range(0, BATCH / MAKERS)
                .mapToObj(number -> {
                    Tenant tenant = TestTenants.tenant(slug + "-" + number, Isolation.DATABASE, "main");
                    persistence.provisioner().prepare(tenant);
                    return TestTenants.enter(tenant);
                })
                .toList();
    }

    /** Each tenant is called by two of the callers, whose order is their own. */
    private int serve(Persistence persistence, List<TenantScope> tenants, int caller) {
        List<TenantScope> mine = Stream.concat(share(tenants, caller), share(tenants, (caller + 1) % CALLERS))
                .collect(Collectors.toList());
        Collections.shuffle(mine, new Random(caller));
        for (TenantScope tenant : mine) {
            assertThat(persistence.users().findByEmail(tenant, "nobody@example.org"))
                    .isEmpty();
        }
        return mine.size();
    }

    private static Stream<TenantScope> share(List<TenantScope> tenants, int caller) {
        return IntStream.range(0, tenants.size())
                .filter(number -> number % CALLERS == caller)
                .mapToObj(tenants::get);
    }
}
