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
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditService;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The audit trail of the caller's tenant. */
@Path("/v1/audit")
@Tag(name = "Tenant")
public final class AuditResource {
    private final AuditService audit;
    private final ObjectMapper json;

    public AuditResource(Services services, ObjectMapper json) {
        this.audit = services.audit().own();
        this.json = requireNonNull(json);
    }

    /** What a list has besides entries. */
    public enum Include {
        NAMES
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresPermission("audit:read")
    @Operation(operationId = "listAudit", summary = "Read the audit trail, the youngest entry first")
    public Page<ShownEntry> list(
            @Auth Caller caller,
            @Parameter(description = "Only entries at this time or later.") @QueryParam("from") Optional<Instant> from,
            @Parameter(description = "Only entries before this time.") @QueryParam("until") Optional<Instant> until,
            @Parameter(description = "Only what this user, key or service account did.") @QueryParam("actor")
                    Optional<UUID> actor,
            @Parameter(description = "Only this action, as user.invited.") @QueryParam("action")
                    Optional<String> action,
            @Parameter(description = "Only what was done to this.") @QueryParam("target") Optional<UUID> target,
            @Parameter(description = "With the names of users who acted, for who may see users.") @QueryParam("include")
                    Optional<Include> include,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        AuditQuery query = new AuditQuery(from, until, actor, action, target);
        Page<JournalEntry> page = audit.list(caller, query, new PageRequest(cursor, limit));
        return ShownEntry.page(page, include.isPresent() ? audit.names(caller, page.items()) : Map.of());
    }

    @GET
    @Path("/export")
    @Produces({AuditExport.LINES, AuditExport.TABLE})
    @RequiresPermission("audit:read")
    @Cost(20)
    @Operation(
            operationId = "exportAudit",
            summary = "Export the audit trail, the youngest entry first",
            description = "As JSON, an entry to a line, or as CSV, in which a spreadsheet finds no formula.")
    @ApiResponse(
            responseCode = "200",
            description = "Every entry that the filter is about.",
            content = {
                @Content(mediaType = AuditExport.LINES, schema = @Schema(implementation = JournalEntry.class)),
                @Content(mediaType = AuditExport.TABLE, schema = @Schema(type = "string", example = AuditExport.SAMPLE))
            })
    public Response export(
            @Auth Caller caller,
            @Parameter(description = "Only entries at this time or later.") @QueryParam("from") Optional<Instant> from,
            @Parameter(description = "Only entries before this time.") @QueryParam("until") Optional<Instant> until,
            @Parameter(description = "Only what this user, key or service account did.") @QueryParam("actor")
                    Optional<UUID> actor,
            @Parameter(description = "Only this action, as user.invited.") @QueryParam("action")
                    Optional<String> action,
            @Parameter(description = "Only what was done to this.") @QueryParam("target") Optional<UUID> target,
            @Parameter(description = "Lines of JSON, or a table.") @QueryParam("format") @DefaultValue("ndjson")
                    AuditExport.Format format) {
        Iterator<JournalEntry> entries = audit.export(caller, new AuditQuery(from, until, actor, action, target));
        return AuditExport.answer(AuditExport.of(entries, format, json), format);
    }
}
