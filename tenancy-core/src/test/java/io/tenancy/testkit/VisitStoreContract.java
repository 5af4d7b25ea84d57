package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.Visit.Access;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.support.VisitFilter;
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
        assertThat(visits().list(globex(), VisitFilter.ALL, Optional.empty(), 10))
                .isEmpty();
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

        List<Visit> whole = visits().list(acme(), VisitFilter.ALL, Optional.empty(), 100);

        assertThat(whole).containsExactlyInAnyOrderElementsOf(added);
        assertThat(whole.get(0)).isEqualTo(added.get(6));
        for (int limit : new int[] {1, 3, 6, 7, 8}) {
            List<Visit> paged = Pages.all(
                    (before, most) -> visits().list(acme(), VisitFilter.ALL, before, most),
                    visit -> new Position("", visit.id().value()),
                    limit);
            assertThat(paged).as("pages of %s", limit).isEqualTo(whole);
        }
    }

    @Test
    void findsVisitsByAPartOfTheAddressOrTheReasonInWhateverCase() {
        Visit first = add(acme(), "olga@example.org", "Ticket 4711: the export is empty");
        Visit second = add(acme(), "oleg@example.org", "Ticket 4812: 100% of it");

        assertThat(found("OLGA@")).containsExactly(first);
        assertThat(found("ticket")).containsExactly(second, first);
        assertThat(found("Export")).containsExactly(first);
        assertThat(found("0%")).containsExactly(second);
        assertThat(found("%")).containsExactly(second);
        assertThat(found("_")).isEmpty();
        assertThat(found(" ")).containsExactly(second, first);
    }

    private List<Visit> found(String text) {
        return visits().list(acme(), new VisitFilter(Optional.of(text)), Optional.empty(), 10);
    }

    private VisitStore visits() {
        return stores().visits();
    }

    private boolean end(TenantScope scope, Visit visit) {
        return commit(scope, () -> visits().end(scope, visit.id(), LATER));
    }

    private Visit add(TenantScope scope) {
        return add(scope, "olga@example.org", "Ticket 4711: the export is empty");
    }

    private Visit add(TenantScope scope, String email, String reason) {
        Visit visit = new Visit(
                new VisitId(TestTenants.newId()),
                new UserId(TestTenants.newId()),
                email,
                Access.WRITE,
                reason,
                T0,
                T0.plusSeconds(1_800),
                Optional.empty());
        commit(scope, () -> visits().add(scope, visit, origin));
        return visit;
    }
}
