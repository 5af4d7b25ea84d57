package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;

/**
 * An entry in the journal of some tenant, or why that journal cannot be read now.
 *
 * @param unreadable the code of the reason
 */
public record TenantEntry(TenantId tenant, Optional<JournalEntry> entry, Optional<String> unreadable) {
    public TenantEntry {
        requireNonNull(tenant);
        requireNonNull(entry);
        requireNonNull(unreadable);
    }

    static TenantEntry of(TenantId tenant, JournalEntry entry) {
        return new TenantEntry(tenant, Optional.of(entry), Optional.empty());
    }

    static TenantEntry unreadable(TenantId tenant, String code) {
        return new TenantEntry(tenant, Optional.empty(), Optional.of(code));
    }
}
