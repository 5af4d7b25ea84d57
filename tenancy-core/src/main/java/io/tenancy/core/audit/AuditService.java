package io.tenancy.core.audit;

import static io.tenancy.core.access.Permissions.AUDIT_READ;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;

/** Shows the audit trail of the caller's tenant, the youngest entry first. */
public final class AuditService {
    private final Gate gate;
    private final AuditStore entries;
    private final Cursors cursors;

    public AuditService(Gate gate, AuditStore entries, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.entries = requireNonNull(entries);
        this.cursors = requireNonNull(cursors);
    }

    public Page<JournalEntry> list(Caller caller, PageRequest request) {
        return gate.query(
                caller,
                AUDIT_READ,
                scope -> cursors.page(
                        scope.id(),
                        "audit",
                        request,
                        (before, limit) -> entries.list(scope, before, limit),
                        entry -> new Position("", entry.id())));
    }
}
