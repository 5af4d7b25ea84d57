package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.hold.HoldBook;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.tenant.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The legal holds of all tenants, in memory; what a failed transaction has done to them stays. */
final class InMemoryHoldBook implements HoldBook {
    private final Map<TenantId, Map<UUID, Kept>> holds = new ConcurrentHashMap<>();

    private record Kept(TenantId tenant, LegalHold hold, int told) {
        boolean isUntold() {
            return told < (hold.endedAt().isPresent() ? 2 : 1);
        }
    }

    @Override
    public void add(TenantId tenant, LegalHold hold) {
        of(tenant).put(hold.id().value(), new Kept(tenant, hold, 0));
    }

    @Override
    public Optional<LegalHold> find(TenantId tenant, LegalHoldId id) {
        return Optional.ofNullable(of(tenant).get(id.value())).map(Kept::hold);
    }

    @Override
    public List<LegalHold> list(TenantId tenant, Optional<Position> before, int limit) {
        return InMemoryTable.before(
                before,
                limit,
                hold -> new Position("", hold.id().value()),
                of(tenant).values().stream().map(Kept::hold));
    }

    @Override
    public boolean isHeld(TenantId tenant) {
        return of(tenant).values().stream()
                .anyMatch(kept -> kept.hold().endedAt().isEmpty());
    }

    @Override
    public boolean end(TenantId tenant, LegalHold ended) {
        Kept before = of(tenant).get(ended.id().value());
        if (before == null || before.hold().endedAt().isPresent()) {
            return false;
        }
        of(tenant).put(ended.id().value(), new Kept(tenant, ended, before.told()));
        return true;
    }

    @Override
    public List<Untold> untold(int limit) {
        return holds.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(Kept::isUntold)
                .sorted(Comparator.comparing(kept -> kept.hold().setAt()))
                .limit(limit)
                .map(kept -> new Untold(kept.tenant(), kept.hold()))
                .toList();
    }

    @Override
    public void told(TenantId tenant, LegalHoldId id, int entries) {
        of(tenant)
                .computeIfPresent(
                        id.value(), (any, kept) -> new Kept(tenant, kept.hold(), Math.max(kept.told(), entries)));
    }

    private Map<UUID, Kept> of(TenantId tenant) {
        return holds.computeIfAbsent(tenant, any -> new ConcurrentSkipListMap<>(InMemoryTable.BY_ID));
    }
}
