package io.tenancy.core.audit;

import io.tenancy.core.Position;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** Reads a tenant's journal. */
public interface AuditStore {
    /** At most {@code limit} entries before a place (its key is empty), the youngest first. */
    List<JournalEntry> list(TenantScope scope, AuditQuery query, Optional<Position> before, int limit);
}
