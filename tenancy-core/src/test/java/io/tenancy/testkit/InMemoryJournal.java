package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The journal in memory, written and read. */
record InMemoryJournal(InMemoryTables tables) implements Journal, AuditStore {
    @Override
    public void append(TenantScope scope, List<JournalEntry> entries) {
        tables.change(scope, () -> entries.forEach(entry -> tables.journal(scope.id(), entry)));
    }

    @Override
    public List<JournalEntry> list(TenantScope scope, AuditQuery query, Optional<Position> before, int limit) {
        List<JournalEntry> entries = new ArrayList<>(tables.in(
                scope,
                () -> tables.journal
                        .all(scope.id())
                        .filter(entry -> isMeant(query, entry))
                        .filter(entry -> before.isEmpty()
                                || InMemoryTable.BY_ID.compare(
                                                entry.id(), before.get().id())
                                        < 0)
                        .toList()));
        Collections.reverse(entries);
        return entries.subList(0, Math.min(limit, entries.size()));
    }

    private static boolean isMeant(AuditQuery query, JournalEntry entry) {
        return query.from().filter(entry.at()::isBefore).isEmpty()
                && query.until().filter(until -> !entry.at().isBefore(until)).isEmpty()
                && query.actor()
                        .filter(actor -> !actor.equals(entry.actor().id()))
                        .isEmpty()
                && query.action()
                        .filter(action -> !action.equals(entry.action()))
                        .isEmpty()
                && query.target()
                        .filter(target -> !target.equals(entry.target()))
                        .isEmpty();
    }
}
