package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.hold.HoldReason;
import io.tenancy.core.hold.HoldService;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Legal holds on tenants, for operators. */
@Path("/v1/tenants/{id}/legal-holds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public final class TenantLegalHoldResource {
    private final HoldService holds;
    private final ApiSettings settings;

    public TenantLegalHoldResource(Services services, ApiSettings settings) {
        this.holds = services.audit().holds();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "listLegalHolds",
            summary = "List the legal holds on a tenant, the youngest first",
            description = "Those that have ended too.")
    public Page<LegalHold> list(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return holds.list(caller, id, new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:hold_tenants")
    @Once
    @Operation(
            operationId = "setLegalHold",
            summary = "Set a legal hold on a tenant",
            description =
                    "Until it ends, no entry of the audit trail is removed for its age, no person of the tenant is"
                            + " erased, and the tenant is not either.")
    @ApiResponse(
            responseCode = "201",
            description = "The hold is set.",
            content = @Content(schema = @Schema(implementation = LegalHold.class)))
    public Response set(@Auth Caller caller, @PathParam("id") TenantId id, HoldReason why) {
        LegalHold hold = holds.set(caller, id, why);
        return Answers.created(
                settings.link("/v1/tenants/" + id.value() + "/legal-holds/"
                        + hold.id().value()),
                hold);
    }

    @GET
    @Path("/{hold}")
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getLegalHold", summary = "See a legal hold on a tenant")
    public LegalHold get(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("hold") LegalHoldId hold) {
        return holds.get(caller, id, hold);
    }

    @POST
    @Path("/{hold}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:hold_tenants")
    @FreshProof
    @Operation(
            operationId = "endLegalHold",
            summary = "End a legal hold on a tenant",
            description = "A tenant with several holds is held until all have ended. What is old is removed at the next"
                    + " round; an erasure that was refused has to be asked for again.")
    public LegalHold end(
            @Auth Caller caller, @PathParam("id") TenantId id, @PathParam("hold") LegalHoldId hold, HoldReason why) {
        return holds.end(caller, id, hold, why);
    }
}
