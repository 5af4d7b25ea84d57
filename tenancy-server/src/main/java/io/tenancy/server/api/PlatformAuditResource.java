package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/** The audit trails of all tenants, for operators. */
@Path("/v1/platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class PlatformAuditResource {
    private final PlatformAuditService audit;
    private final ObjectMapper json;

    public PlatformAuditResource(Services services, ObjectMapper json) {
        this.audit = services.audit().all();
        this.json = requireNonNull(json);
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

    @GET
    @Path("/export")
    @Produces({AuditExport.LINES, AuditExport.TABLE})
    @RequiresPermission("platform:read_audit")
    @Cost(20)
    @Operation(
            operationId = "exportPlatformAudit",
            summary = "Export the audit trails of tenants",
            description =
                    "In the order of the list: as JSON, an entry to a line, or as CSV, in which a spreadsheet finds"
                            + " no formula. A tenant that cannot be read has one line that says why.")
    @ApiResponse(
            responseCode = "200",
            description = "Every entry that the filter is about.",
            content = {
                @Content(mediaType = AuditExport.LINES, schema = @Schema(implementation = TenantEntry.class)),
                @Content(
                        mediaType = AuditExport.TABLE,
                        schema = @Schema(type = "string", example = AuditExport.TENANT_SAMPLE))
            })
    public Response export(
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
            @Parameter(description = "Lines of JSON, or a table.") @QueryParam("format") @DefaultValue("ndjson")
                    AuditExport.Format format) {
        Iterator<TenantEntry> entries =
                audit.export(caller, tenant.map(TenantId::new), new AuditQuery(from, until, actor, action, target));
        return AuditExport.answer(AuditExport.ofTenants(entries, format, json), format);
    }
}
