package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.platform.PlatformAuditService;
import io.tenancy.core.platform.TenantEntry;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The audit trails of all tenants, for operators. */
@Path("/v1/platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class PlatformAuditResource {
    private final PlatformAuditService audit;

    public PlatformAuditResource(Services services) {
        this.audit = services.audit().all();
    }

    @GET
    @RequiresPermission("platform:read_audit")
    @Cost(5)
    @Operation(
            operationId = "listPlatformAudit",
            summary = "Read the audit trails of tenants",
            description =
                    "Tenant after tenant, and of each the youngest entry first. A page can have fewer entries than"
                            + " were asked for, or none, and still have a next one.")
    public Page<TenantEntry> list(
            @Auth Caller caller,
            @Parameter(description = "Only the audit trail of this tenant.") @QueryParam("tenant")
                    Optional<UUID> tenant,
            @Parameter(description = "Only entries at this time or later.") @QueryParam("from") Optional<Instant> from,
            @Parameter(description = "Only entries before this time.") @QueryParam("until") Optional<Instant> until,
            @Parameter(description = "Only what this user, key or service account did.") @QueryParam("actor")
                    Optional<UUID> actor,
            @Parameter(description = "Only this action, as user.invited.") @QueryParam("action")
                    Optional<String> action,
            @Parameter(description = "Only what was done to this.") @QueryParam("target") Optional<UUID> target,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return audit.list(
                caller,
                tenant.map(TenantId::new),
                new AuditQuery(from, until, actor, action, target),
                new PageRequest(cursor, limit));
    }
}
