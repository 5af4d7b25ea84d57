package io.tenancy.testkit;

import io.tenancy.core.audit.Cut;
import io.tenancy.core.audit.CutStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.Comparator;
import java.util.List;

/** Where chains begin, in memory. */
record InMemoryCutStore(InMemoryTables tables) implements CutStore {
    @Override
    public void add(TenantScope scope, Cut cut) {
        tables.change(scope, () -> {
            if (tables.cuts.find(scope.id(), cut.sequence()).isEmpty()) {
                tables.cuts.put(scope.id(), cut.sequence(), cut);
            }
        });
    }

    @Override
    public List<Cut> last(TenantScope scope, int limit) {
        return tables.in(
                scope,
                () -> tables.cuts
                        .all(scope.id())
                        .sorted(Comparator.comparing(Cut::sequence).reversed())
                        .limit(limit)
                        .toList());
    }
}
