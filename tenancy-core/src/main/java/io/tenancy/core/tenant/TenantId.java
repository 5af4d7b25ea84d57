package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Names a tenant. It is data, and proves nothing: see {@link TenantScope}. */
public record TenantId(UUID value) implements Id {
    public TenantId {
        requireNonNull(value);
    }
}
