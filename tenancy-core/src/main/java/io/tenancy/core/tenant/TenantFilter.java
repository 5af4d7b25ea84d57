package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.SearchKey;
import io.tenancy.core.tenant.Tenant.Status;
import java.util.Optional;

/**
 * Which tenants to list: those whose slug or name starts with the search text, those in a status, and those of them
 * alone that have a {@link Failure}.
 */
public record TenantFilter(Optional<String> search, Optional<Status> status, boolean failed) {
    public static final TenantFilter ALL = new TenantFilter(Optional.empty(), Optional.empty(), false);

    public TenantFilter {
        search = search.map(text -> SearchKey.of(Check.optionalText("search", text, 200)))
                .filter(text -> !text.isEmpty());
        requireNonNull(status);
    }
}
