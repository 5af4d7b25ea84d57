package io.tenancy.core.access;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;

/** Where changes are written down, in the transaction that makes them. The audit trail and webhooks read it. */
public interface Journal {
    void append(TenantScope scope, List<JournalEntry> entries);
}
