package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Position;
import io.tenancy.core.SearchKey;
import io.tenancy.core.tenant.Tenant.Status;
import java.util.Optional;

/**
 * Which tenants to list, and in what order: those whose slug or name starts with the search text, those in a status, and
 * those of them alone that have a {@link Failure}, or whose tables are {@link Tenant.Tables#BEHIND}.
 */
public record TenantFilter(
        Optional<String> search, Optional<Status> status, boolean failed, boolean behind, Sort sort) {
    /** The order of a list; tenants with equal names come in the order of their ids. */
    public enum Sort {
        /** The order in which the tenants were created. */
        CREATED,
        NEWEST,
        NAME
    }

    public static final TenantFilter ALL = new TenantFilter(Optional.empty(), Optional.empty(), false);

    public TenantFilter {
        search = search.map(text -> SearchKey.of(Check.optionalText("search", text, 200)))
                .filter(text -> !text.isEmpty());
        requireNonNull(status);
        requireNonNull(sort);
    }

    /** The oldest first, whether their tables are behind or not. */
    public TenantFilter(Optional<String> search, Optional<Status> status, boolean failed) {
        this(search, status, failed, false, Sort.CREATED);
    }

    /** The place of a tenant in a list of this order. */
    public Position position(Tenant tenant) {
        return new Position(
                sort == Sort.NAME ? SearchKey.of(tenant.name()) : "",
                tenant.id().value());
    }
}
