package io.tenancy.testkit;

import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.archive.PersonalEntries;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.UUID;

/** What of journals is about persons, in memory. */
record InMemoryPersonalEntries(InMemoryTables tables) implements PersonalEntries {
    @Override
    public int erase(TenantScope scope, UUID person, int limit) {
        return tables.in(scope, () -> {
            List<JournalEntry> some = isErased(scope, person)
                    ? tables.journal
                            .all(scope.id())
                            .filter(entry -> !InMemoryChainStore.erases(entry))
                            .filter(entry -> InMemoryChainStore.names(entry, person))
                            .filter(entry -> tables.journalLinks
                                    .find(scope.id(), entry.id())
                                    .isPresent())
                            .filter(entry -> tables.bareEntries
                                    .find(scope.id(), entry.id())
                                    .isEmpty())
                            .limit(limit)
                            .toList()
                    : List.of();
            some.forEach(entry -> {
                tables.journal.put(scope.id(), entry.id(), bare(entry));
                tables.bareEntries.put(scope.id(), entry.id(), entry.id());
            });
            return some.size();
        });
    }

    private boolean isErased(TenantScope scope, UUID person) {
        return tables.journal
                .all(scope.id())
                .anyMatch(entry ->
                        InMemoryChainStore.erases(entry) && entry.target().equals(person));
    }

    private static JournalEntry bare(JournalEntry entry) {
        return new JournalEntry(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.onBehalfOf(),
                entry.credential(),
                entry.action(),
                entry.target(),
                List.of(),
                Origin.NONE);
    }
}
