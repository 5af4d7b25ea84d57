package io.tenancy.testkit;

import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.CheckpointStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** Checkpoints of chains, in memory. */
record InMemoryCheckpointStore(InMemoryTables tables) implements CheckpointStore {
    @Override
    public void add(TenantScope scope, Checkpoint checkpoint) {
        tables.change(scope, () -> {
            if (tables.checkpoints.find(scope.id(), checkpoint.sequence()).isEmpty()) {
                tables.checkpoints.put(scope.id(), checkpoint.sequence(), checkpoint);
            }
        });
    }

    @Override
    public Optional<Checkpoint> last(TenantScope scope) {
        return tables.in(scope, () -> tables.checkpoints.all(scope.id()).reduce((one, next) -> next));
    }

    @Override
    public List<Checkpoint> list(TenantScope scope, long longerThan, int limit) {
        return tables.in(
                scope,
                () -> tables.checkpoints
                        .all(scope.id())
                        .filter(checkpoint -> checkpoint.sequence() > longerThan)
                        .limit(limit)
                        .toList());
    }
}
