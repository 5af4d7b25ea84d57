package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.platform.WarmPlaces;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Places are made before a tenant needs them, taken once, and never left behind. */
final class WarmPlacesTest {
    private static final String DATABASES = "SELECT datname FROM pg_database WHERE datname ~ '^t_[a-z2-7]{26}$'";

    private final TestDatabase database = TestPostgres.database();
    private final List<String> before = database.texts(DATABASES);
    private final TestClock clock = new TestClock();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));
    private final WarmPlaces places = places(persistence, new WarmUp(2, 1));

    @AfterEach
    void close() {
        databases().forEach(name -> database.plant("DROP DATABASE " + name + " WITH (FORCE)"));
        persistence.close();
    }

    @Test
    void keepsAsManyReadyAsAreWanted() {
        assertThat(places.take(Isolation.SCHEMA, "main")).isEmpty();

        assertThat(places.refill()).isEqualTo(3);
        assertThat(places.refill()).isZero();

        assertThat(schemas()).hasSize(2);
        assertThat(databases()).hasSize(1);
        assertThat(places.take(Isolation.SHARED, "main")).isEmpty();
        assertThat(places.take(Isolation.SCHEMA, "elsewhere")).isEmpty();
        assertThat(places.take(Isolation.SCHEMA, "main")).isPresent();
        assertThat(places.refill()).isEqualTo(1);
    }

    @Test
    void servesATenantThatTakesAPlaceAtOnce() {
        places.refill();

        for (Isolation isolation : List.of(Isolation.SCHEMA, Isolation.DATABASE)) {
            TenantId id = places.take(isolation, "main").orElseThrow();
            TenantScope scope = TestTenants.enter(TestTenants.tenant(id, "acme", isolation, "main", Tables.CURRENT));
            Samples samples = new Samples(persistence);
            samples.roles(scope);
            var ada = samples.user(scope, "ada@example.org");

            assertThat(persistence.users().find(scope, ada.id())).contains(ada);
        }
    }

    @Test
    void givesEachPlaceToOneOnly() {
        places(persistence, new WarmUp(4, 0)).refill();

        List<Optional<TenantId>> taken = AtOnce.run(6, number -> places.take(Isolation.SCHEMA, "main"));

        assertThat(taken.stream().flatMap(Optional::stream)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void keepsAPlaceWhoseTakerFails() {
        places.refill();
        TenantScope platform = TestTenants.open("platform", Isolation.SHARED, "main");

        try {
            persistence.transactions().run(platform, () -> {
                assertThat(places.take(Isolation.DATABASE, "main")).isPresent();
                throw new UnsupportedOperationException("in the middle");
            });
        } catch (UnsupportedOperationException e) {
            assertThat(places.take(Isolation.DATABASE, "main")).isPresent();
        }
    }

    @Test
    void erasesWhatACrashHasLeftHalfMade() {
        TenantId id = new TenantId(TestTenants.newId());
        database.plant("INSERT INTO catalogue.warm_places VALUES ('" + id.value() + "', 'SCHEMA', 'main', "
                + TenantSchema.standard().version() + ", '" + clock.instant() + "', false)");
        persistence.provisioner().prepare(TestTenants.tenant(id, "half", Isolation.SCHEMA, "main", Tables.CURRENT));
        places.refill();
        assertThat(schemas()).hasSize(2);

        clock.advance(Duration.ofMinutes(11));
        places.refill();

        assertThat(schemas())
                .hasSize(2)
                .doesNotContain(StoreProvisioner.name(Placement.of(Isolation.SCHEMA, "main", id)));
    }

    @Test
    void replacesPlacesOfAnOlderRelease() {
        places.refill();
        List<String> old = schemas();
        database.plant("UPDATE catalogue.warm_places SET tables_version = tables_version - 1");

        assertThat(places.take(Isolation.SCHEMA, "main")).isEmpty();
        places.refill();

        assertThat(schemas()).hasSize(2).doesNotContainAnyElementsOf(old);
        assertThat(databases()).hasSize(1);
    }

    /** Which is what it does with one of an older release too, in the midst of an update of all nodes. */
    @Test
    void leavesNothingOfAPlaceThatAnotherNodeHasGivenUpMeanwhile() {
        try (Persistence slow = slow(() -> {
            clock.advance(Duration.ofMinutes(11));
            places(persistence, WarmUp.NONE).refill();
        })) {
            assertThat(places(slow, new WarmUp(1, 0)).refill()).isZero();
        }

        assertThat(schemas()).isEmpty();
        assertThat(places.take(Isolation.SCHEMA, "main")).isEmpty();
    }

    @Test
    void offersNoPlaceThatAnotherNodeIsAboutToErase() {
        try (Persistence slow =
                slow(() -> database.plant("UPDATE catalogue.warm_places SET is_ready = false, tables_version = 0"))) {
            places(slow, new WarmUp(1, 0)).refill();
        }

        assertThat(places.take(Isolation.SCHEMA, "main")).isEmpty();
    }

    /** A node at which something else happens after it has begun to make a place. */
    private Persistence slow(Runnable meanwhile) {
        return Persistence.on(
                Stores.of(Store.of(
                        "main", database.app(), new LateSource(database.owner(), meanwhile), TestPostgres.APP)),
                Duration.ofSeconds(1));
    }

    private List<String> schemas() {
        return database.texts("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_[a-z2-7]{26}$'");
    }

    private List<String> databases() {
        List<String> made = new ArrayList<>(database.texts(DATABASES));
        made.removeAll(before);
        return made;
    }

    private WarmPlaces places(Persistence persistence, WarmUp wanted) {
        return persistence.warmPlaces(wanted, TestTenants::newId, clock);
    }

    /** Connections before the first of which something else happens. */
    private static final class LateSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient DataSource source;
        private final transient Queue<Runnable> before;

        LateSource(DataSource source, Runnable before) {
            this.source = source;
            this.before = new ArrayDeque<>(List.of(before));
        }

        @Override
        public Connection getConnection() throws SQLException {
            Runnable first = before.poll();
            if (first != null) {
                first.run();
            }
            return source.getConnection();
        }
    }
}
