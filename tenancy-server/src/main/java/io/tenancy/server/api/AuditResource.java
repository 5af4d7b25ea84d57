package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditService;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The audit trail of the caller's tenant. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class AuditResource {
    private final AuditService audit;

    public AuditResource(Services services) {
        this.audit = services.audit();
    }

    @GET
    @RequiresPermission("audit:read")
    @Operation(operationId = "listAudit", summary = "Read the audit trail, the youngest entry first")
    public Page<JournalEntry> list(
            @Auth Caller caller,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return audit.list(caller, new PageRequest(cursor, limit));
    }
}
