package io.tenancy.core.tenant;

import io.tenancy.core.Check;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a tenant is to be changed; what is absent stays. */
public record TenantChange(Optional<String> name, Optional<Contact> contact) {
    public TenantChange(@Nullable Optional<String> name, @Nullable Optional<Contact> contact) {
        this.name = name == null ? Optional.empty() : name.map(text -> Check.text("name", text, 200));
        this.contact = contact == null ? Optional.empty() : contact;
    }
}
