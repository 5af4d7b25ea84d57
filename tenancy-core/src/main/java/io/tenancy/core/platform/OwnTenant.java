package io.tenancy.core.platform;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;

/** A tenant as its own users see it: without where the platform keeps it. */
public record OwnTenant(
        TenantId id,
        String slug,
        String name,
        Contact contact,
        Tenant.Status status,
        String plan,
        String region,
        Isolation isolation,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    static OwnTenant of(Tenant tenant) {
        return new OwnTenant(
                tenant.id(),
                tenant.slug(),
                tenant.name(),
                tenant.contact(),
                tenant.status(),
                tenant.plan(),
                tenant.region(),
                tenant.isolation(),
                tenant.createdAt(),
                tenant.updatedAt(),
                tenant.version());
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
