package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Position;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
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
                .map(actor -> new JournalEntry(TestTenants.newId(), T0, actor, "user.created", TestTenants.newId()))
                .toList();

        append(acme(), entries);

        assertThat(list(acme(), 10)).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void keepsTenantsApart() {
        JournalEntry acmes = entry("user.created");
        append(acme(), List.of(acmes));
        Optional<Position> afterIt = Optional.of(new Position("", TestTenants.newId()));

        assertThat(list(globex(), 10)).isEmpty();
        assertThat(audit().list(globex(), afterIt, 10)).isEmpty();
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
                    (before, most) -> audit().list(acme(), before, most), entry -> new Position("", entry.id()), limit);
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
        return audit().list(scope, Optional.empty(), limit);
    }

    private void append(TenantScope scope, List<JournalEntry> entries) {
        commit(scope, () -> stores().journal().append(scope, entries));
    }

    private static JournalEntry entry(String action) {
        Actor actor = new Actor(Actor.Kind.USER, TestTenants.newId());
        return new JournalEntry(TestTenants.newId(), T0, actor, action, TestTenants.newId());
    }
}
