package io.tenancy.core.platform;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** The slug of a tenant, typed by who erases it, because that cannot be taken back. */
public record Confirmation(String slug) {
    public Confirmation(@Nullable String slug) {
        this.slug = Check.text("slug", slug, 100);
    }

    void require(Tenant tenant) {
        if (!slug.equals(tenant.slug())) {
            throw new Invalid("slug", "slug.mismatch", "This is not the slug of the tenant that is to be erased.");
        }
    }
}
