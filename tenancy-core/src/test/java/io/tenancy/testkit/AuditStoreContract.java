package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Position;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} and the {@link AuditStore} that reads it do. */
public abstract class AuditStoreContract extends StoreContract {
    @Test
    void showsTheYoungestEntryFirst() {
        JournalEntry first = entry("user.created");
        JournalEntry second = entry("user.renamed");
        JournalEntry third = entry("user.deleted");

        append(acme(), List.of(first, second));
        append(acme(), List.of(third));

        assertThat(list(acme(), 10)).containsExactly(third, second, first);
        assertThat(list(acme(), 2)).containsExactly(third, second);
    }

    @Test
    void keepsEveryKindOfActor() {
        List<JournalEntry> entries = Stream.of(Actor.Kind.values())
                .map(kind -> new Actor(kind, TestTenants.newId()))
                .map(actor -> entry(T0, actor, "user.created", TestTenants.newId()))
                .toList();

        append(acme(), entries);

        assertThat(list(acme(), 10)).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void keepsEverythingThatIsKnown() {
        JournalEntry full = new JournalEntry(
                TestTenants.newId(),
                T0,
                new Actor(Actor.Kind.API_KEY, TestTenants.newId()),
                Optional.of(TestTenants.newId()),
                Optional.of(TestTenants.newId()),
                "user.renamed",
                TestTenants.newId(),
                List.of(
                        Difference.between("name", "Ada, \"the first\" {}", "\u202eAda\\"),
                        Difference.added("email", ""),
                        Difference.removed("roles", List.of("b", "a"))),
                new Origin(Optional.of("203.0.113.7"), Optional.of("curl"), Optional.of("r-1"), Optional.of("4bf9")));

        append(acme(), List.of(full));

        assertThat(list(acme(), 10)).containsExactly(full);
    }

    @Test
    void findsByTimeActorActionAndTarget() {
        Actor ada = new Actor(Actor.Kind.USER, TestTenants.newId());
        Actor grace = new Actor(Actor.Kind.USER, TestTenants.newId());
        UUID target = TestTenants.newId();
        JournalEntry first = entry(T0, ada, "user.created", target);
        JournalEntry second = entry(T0.plusSeconds(60), grace, "user.renamed", target);
        JournalEntry third = entry(T0.plusSeconds(7_200), ada, "user.renamed", TestTenants.newId());
        append(acme(), List.of(first, second, third));
        Optional<Instant> none = Optional.empty();

        assertThat(found(AuditQuery.ALL)).containsExactly(third, second, first);
        assertThat(found(new AuditQuery(
                        Optional.of(T0.plusSeconds(60)), none, Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(third, second);
        assertThat(found(new AuditQuery(
                        none, Optional.of(T0.plusSeconds(60)), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(first);
        assertThat(found(new AuditQuery(none, none, Optional.of(ada.id()), Optional.empty(), Optional.empty())))
                .containsExactly(third, first);
        assertThat(found(new AuditQuery(none, none, Optional.empty(), Optional.of("user.renamed"), Optional.empty())))
                .containsExactly(third, second);
        assertThat(found(new AuditQuery(none, none, Optional.empty(), Optional.empty(), Optional.of(target))))
                .containsExactly(second, first);
        assertThat(found(new AuditQuery(
                        Optional.of(T0),
                        Optional.of(T0.plusSeconds(61)),
                        Optional.of(ada.id()),
                        Optional.of("user.renamed"),
                        Optional.of(target))))
                .isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        JournalEntry acmes = entry("user.created");
        append(acme(), List.of(acmes));
        Optional<Position> afterIt = Optional.of(new Position("", TestTenants.newId()));

        assertThat(list(globex(), 10)).isEmpty();
        assertThat(audit().list(globex(), AuditQuery.ALL, afterIt, 10)).isEmpty();
        JournalEntry globexs = entry("user.created");
        append(globex(), List.of(globexs));

        assertThat(list(acme(), 10)).containsExactly(acmes);
        assertThat(list(globex(), 10)).containsExactly(globexs);
    }

    @Test
    void pagesWithoutGapsOrRepeats() {
        List<JournalEntry> entries =
                Stream.generate(() -> entry("user.created")).limit(11).toList();
        append(acme(), entries);
        List<JournalEntry> whole = list(acme(), 100);
        assertThat(whole).hasSize(11);

        for (int limit : new int[] {1, 3, 10, 11, 12}) {
            List<JournalEntry> paged = Pages.all(
                    (before, most) -> audit().list(acme(), AuditQuery.ALL, before, most),
                    entry -> new Position("", entry.id()),
                    limit);
            assertThat(paged).as("pages of %s", limit).isEqualTo(whole);
        }
    }

    @Test
    void keepsNothingOfAFailedTransaction() {
        JournalEntry entry = entry("user.created");

        assertThatThrownBy(() -> commit(acme(), () -> {
                    stores().journal().append(acme(), List.of(entry));
                    throw new IllegalStateException("The work fails.");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(list(acme(), 10)).isEmpty();
    }

    private AuditStore audit() {
        return stores().audit();
    }

    private List<JournalEntry> list(TenantScope scope, int limit) {
        return audit().list(scope, AuditQuery.ALL, Optional.empty(), limit);
    }

    private void append(TenantScope scope, List<JournalEntry> entries) {
        commit(scope, () -> stores().journal().append(scope, entries));
    }

    private List<JournalEntry> found(AuditQuery query) {
        return audit().list(acme(), query, Optional.empty(), 10);
    }

    private static JournalEntry entry(String action) {
        Actor actor = new Actor(Actor.Kind.USER, TestTenants.newId());
        return entry(TestTenants.newId(), T0, actor, action, TestTenants.newId());
    }

    /** An entry whose id is of its time. */
    private static JournalEntry entry(Instant at, Actor actor, String action, UUID target) {
        UUID id = new UUID(at.toEpochMilli() << 16 | 0x7000, TestTenants.newId().getLeastSignificantBits());
        return entry(id, at, actor, action, target);
    }

    private static JournalEntry entry(UUID id, Instant at, Actor actor, String action, UUID target) {
        return new JournalEntry(
                id, at, actor, Optional.empty(), Optional.empty(), action, target, List.of(), Origin.NONE);
    }
}
