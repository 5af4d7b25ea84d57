package io.tenancy.testkit;

import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;

/** The beginnings of chains, in memory. */
record InMemoryOldEntries(InMemoryTables tables) implements OldEntries {
    @Override
    public int remove(TenantScope scope, long upTo) {
        return tables.in(scope, () -> {
            List<ChainLink> old = tables.journalLinks
                    .all(scope.id())
                    .filter(link -> link.sequence() <= upTo)
                    .toList();
            old.forEach(link -> {
                tables.journalLinks.remove(scope.id(), link.entry());
                tables.journal.remove(scope.id(), link.entry());
                tables.bareEntries.remove(scope.id(), link.entry());
            });
            return old.size();
        });
    }

    @Override
    public void forget(TenantScope scope, long upTo) {
        tables.change(scope, () -> {
            tables.checkpoints.removeIf(scope.id(), point -> point.sequence() <= upTo);
            tables.cuts.removeIf(scope.id(), cut -> cut.sequence() < upTo);
        });
    }
}
