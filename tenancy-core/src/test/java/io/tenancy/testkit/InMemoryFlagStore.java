package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.FlagVersion;
import io.tenancy.core.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The flags in memory; what was agreed with a tenant is forgotten with it. */
record InMemoryFlagStore(InMemoryTables tables) implements FlagStore {
    @Override
    public List<Flag> all() {
        return step(() -> tables.flags
                .all(CATALOGUE)
                .sorted(Comparator.comparing(Flag::key, InMemoryTable.BY_CODE_POINTS))
                .toList());
    }

    @Override
    public Optional<Flag> find(String key) {
        return step(() -> tables.flags
                .all(CATALOGUE)
                .filter(flag -> flag.key().equals(key))
                .findAny());
    }

    @Override
    public boolean add(Flag flag, UUID by) {
        return step(() -> {
            boolean free = find(flag.key()).isEmpty();
            if (free) {
                put(flag, by);
            }
            return free;
        });
    }

    @Override
    public boolean update(Flag flag, UUID by) {
        return step(() -> {
            boolean current = tables.flags
                    .find(CATALOGUE, flag.id().value())
                    .filter(known -> known.version() == flag.version() - 1)
                    .isPresent();
            if (current) {
                put(flag, by);
            }
            return current;
        });
    }

    @Override
    public boolean delete(FlagId id) {
        return step(() -> {
            tables.flagVersions.removeIf(
                    CATALOGUE, version -> version.flag().id().equals(id));
            return tables.flags.remove(CATALOGUE, id.value());
        });
    }

    @Override
    public List<FlagVersion> history(FlagId id, long before, int limit) {
        return step(() -> tables.flagVersions
                .all(CATALOGUE)
                .filter(one -> one.flag().id().equals(id) && one.flag().version() < before)
                .sorted(Comparator.comparing(one -> -one.flag().version()))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Assignment> agreed(TenantId tenant) {
        return step(() -> tables.tenants.find(CATALOGUE, tenant.value()).isEmpty()
                ? List.of()
                : tables.agreedFlags
                        .all(tenant)
                        .filter(one ->
                                tables.flags.find(CATALOGUE, one.flag().value()).isPresent())
                        .toList());
    }

    @Override
    public void agree(TenantId tenant, Assignment assignment) {
        step(() -> {
            tables.agreedFlags.put(tenant, assignment.flag().value(), assignment);
            return assignment;
        });
    }

    @Override
    public boolean withdraw(TenantId tenant, FlagId flag) {
        return step(() -> tables.agreedFlags.remove(tenant, flag.value()));
    }

    private void put(Flag flag, UUID by) {
        tables.flags.put(CATALOGUE, flag.id().value(), flag);
        tables.flagVersions.put(CATALOGUE, flag.id().value() + " " + flag.version(), new FlagVersion(flag, by));
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
