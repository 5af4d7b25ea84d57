package io.tenancy.core.tenant;

import io.tenancy.core.Check;
import java.util.Optional;

/** What of a tenant is to be changed; what is absent stays. */
public record TenantChange(Optional<String> name, Optional<Contact> contact) {
    public TenantChange(Optional<String> name, Optional<Contact> contact) {
        this.name = name.map(text -> Check.text("name", text, 200));
        this.contact = contact;
    }

    /** Whether the tenant is other than this change would have it. */
    public boolean changes(Tenant tenant) {
        return name.filter(wanted -> !wanted.equals(tenant.name())).isPresent()
                || contact.filter(wanted -> !wanted.equals(tenant.contact())).isPresent();
    }
}
