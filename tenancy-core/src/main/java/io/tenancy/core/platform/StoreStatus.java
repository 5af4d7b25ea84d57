package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.store.StoreId;
import io.tenancy.core.tenant.Isolation;
import java.util.List;

/**
 * A store as operators see it.
 *
 * @param id the target of entries in the audit trail
 * @param tenants how many it has, as of ten seconds ago at most
 * @param served whether the node that answers reaches it, and found nothing in it that lets tenants see each other
 * @param isolations how it can keep tenants apart; none while it is not served
 */
public record StoreStatus(
        StoreId id, String name, String region, boolean full, long tenants, boolean served, List<Isolation> isolations)
        implements Versioned {
    public StoreStatus {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(region);
        isolations = List.copyOf(isolations);
    }

    @Override
    public Version tag() {
        return Version.ofContent(name, full);
    }
}
