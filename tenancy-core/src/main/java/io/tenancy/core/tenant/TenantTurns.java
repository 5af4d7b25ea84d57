package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Position;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** All tenants in parts of one size, by their ids, and the first again after the last. Safe for use by many threads. */
public final class TenantTurns {
    private final TenantStore tenants;
    private final int size;
    private final AtomicReference<Optional<Position>> place = new AtomicReference<>(Optional.empty());

    /**
     * Turns that begin with the first tenants.
     *
     * @param size tenants of a turn
     */
    public TenantTurns(TenantStore tenants, int size) {
        this.tenants = requireNonNull(tenants);
        this.size = size;
    }

    /** Whose turn it is. */
    public List<Tenant> now() {
        return tenants.list(TenantFilter.ALL, place.get(), size);
    }

    /** These have had their turn; it is that of the tenants after them. */
    public void pass(List<Tenant> turn) {
        place.set(
                turn.size() < size
                        ? Optional.empty()
                        : Optional.of(
                                new Position("", turn.get(turn.size() - 1).id().value())));
    }
}
