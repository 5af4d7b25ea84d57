package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.Visit.Access;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.support.VisitId;
import io.tenancy.core.support.VisitStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link VisitStore} does. */
public abstract class VisitStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    private final Origin origin = new Origin(new TenantId(TestTenants.newId()), new SessionId(TestTenants.newId()));

    @Test
    void findsWhatWasAdded() {
        Visit visit = add(acme());

        assertThat(visits().find(acme(), visit.id())).contains(visit);
        assertThat(visits().origin(acme(), visit.id())).contains(origin);
        assertThat(visits().find(acme(), new VisitId(TestTenants.newId()))).isEmpty();
        assertThat(visits().origin(acme(), new VisitId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Visit visit = add(acme());

        assertThat(visits().find(globex(), visit.id())).isEmpty();
        assertThat(visits().origin(globex(), visit.id())).isEmpty();
        assertThat(visits().list(globex(), Optional.empty(), 10)).isEmpty();
        assertThat(visits().open(globex(), origin.session(), T0)).isEmpty();
        assertThat(end(globex(), visit)).isFalse();

        assertThat(visits().find(acme(), visit.id())).contains(visit);
    }

    @Test
    void endsAVisitOnceAndKeepsWhen() {
        Visit visit = add(acme());

        assertThat(AtOnce.run(16, number -> end(acme(), visit))).containsOnlyOnce(true);

        assertThat(visits().find(acme(), visit.id()).orElseThrow().endedAt()).contains(LATER);
    }

    @Test
    void knowsTheOpenVisitsOfASession() {
        Visit ended = add(acme());
        Visit first = add(acme());
        Visit second = add(acme());
        end(acme(), ended);

        assertThat(visits().open(acme(), origin.session(), LATER)).containsExactly(second, first);
        assertThat(visits().open(acme(), new SessionId(TestTenants.newId()), LATER))
                .isEmpty();
        assertThat(visits().open(acme(), origin.session(), T0.plusSeconds(1_800)))
                .isEmpty();
    }

    @Test
    void listsTheYoungestFirstWithoutGapsOrRepeats() {
        List<Visit> added = Stream.generate(() -> add(acme())).limit(7).toList();

        List<Visit> whole = visits().list(acme(), Optional.empty(), 100);

        assertThat(whole).containsExactlyInAnyOrderElementsOf(added);
        assertThat(whole.get(0)).isEqualTo(added.get(6));
        for (int limit : new int[] {1, 3, 6, 7, 8}) {
            List<Visit> paged = Pages.all(
                    (before, most) -> visits().list(acme(), before, most),
                    visit -> new Position("", visit.id().value()),
                    limit);
            assertThat(paged).as("pages of %s", limit).isEqualTo(whole);
        }
    }

    private VisitStore visits() {
        return stores().visits();
    }

    private boolean end(TenantScope scope, Visit visit) {
        return commit(scope, () -> visits().end(scope, visit.id(), LATER));
    }

    private Visit add(TenantScope scope) {
        Visit visit = new Visit(
                new VisitId(TestTenants.newId()),
                new UserId(TestTenants.newId()),
                "olga@example.org",
                Access.WRITE,
                "Ticket 4711: the export is empty",
                T0,
                T0.plusSeconds(1_800),
                Optional.empty());
        commit(scope, () -> visits().add(scope, visit, origin));
        return visit;
    }
}
