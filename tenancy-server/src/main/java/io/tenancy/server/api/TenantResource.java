package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Caller;
import io.tenancy.core.platform.Confirmation;
import io.tenancy.core.platform.Created;
import io.tenancy.core.platform.NewTenant;
import io.tenancy.core.platform.TenantService;
import io.tenancy.core.ratelimit.RateService;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.ratelimit.TenantRates;
import io.tenancy.core.support.Entered;
import io.tenancy.core.support.NewVisit;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visit;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.core.user.User;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/** All tenants, for operators. The one place where a path names a tenant, because here tenants are the data. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class TenantResource {
    private final TenantService tenants;
    private final SupportService support;
    private final RateService rates;
    private final TenantUsageService usage;
    private final ApiSettings settings;

    public TenantResource(Services services, ApiSettings settings) {
        this.tenants = services.tenants();
        this.support = services.support();
        this.rates = services.rateTerms();
        this.usage = services.usage().ofTenants();
        this.settings = requireNonNull(settings);
    }

    /** What a list has besides tenants. */
    public enum Include {
        USAGE
    }

    /** A new tenant, its first owner, and the owner's one-time password if that was asked for. */
    public record CreatedTenant(
            @JsonUnwrapped Tenant tenant,
            User owner,

            @JsonSerialize(contentUsing = CoreJson.Shown.class)
            Optional<Secret> oneTimePassword)
            implements Versioned {
        @Override
        public Version tag() {
            return tenant.tag();
        }
    }

    /** A visit, and the token that is good for as long as it lasts. */
    public record EnteredTenant(
            Visit visit,
            @JsonSerialize(using = CoreJson.Shown.class) Secret accessToken,
            String tokenType,
            long expiresIn) {
        static EnteredTenant of(Entered entered) {
            return new EnteredTenant(entered.visit(), entered.accessToken(), entered.tokenType(), entered.expiresIn());
        }
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "listTenants", summary = "List tenants")
    public Page<ListedTenant> list(
            @Auth Caller caller,
            @Parameter(description = "Only tenants whose slug or name starts with this.") @QueryParam("search")
                    Optional<String> search,
            @QueryParam("status") Optional<Tenant.Status> status,
            @Parameter(description = "Only tenants that have a failure.") @QueryParam("failed") @DefaultValue("false")
                    boolean failed,
            @Parameter(description = "Only tenants whose own tables are not yet those of this release.")
                    @QueryParam("behind")
                    @DefaultValue("false")
                    boolean behind,
            @QueryParam("sort") @DefaultValue("created") TenantFilter.Sort sort,
            @Parameter(description = "With the requests of each tenant in the last 30 days.") @QueryParam("include")
                    Optional<Include> include,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        TenantFilter filter = new TenantFilter(search, status, failed, behind, sort);
        Page<Tenant> page = tenants.list(caller, filter, new PageRequest(cursor, limit));
        return ListedTenant.page(page, include.isPresent() ? usage.recent(caller, ListedTenant.ids(page)) : Map.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @Once
    @Operation(
            operationId = "createTenant",
            summary = "Create a tenant with its first owner",
            description = "If it cannot be made ready, the answer is 503 and names it; it can be retried or purged.")
    @ApiResponse(
            responseCode = "201",
            description = "The tenant is created.",
            content = @Content(schema = @Schema(implementation = CreatedTenant.class)))
    public Response create(@Auth Caller caller, NewTenant wanted) {
        Created created = tenants.create(caller, wanted);
        return Answers.created(
                settings.link("/v1/tenants/" + created.tenant().id().value()),
                new CreatedTenant(created.tenant(), created.owner(), created.oneTimePassword()));
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getTenant", summary = "See a tenant")
    public Tenant get(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion
    @Operation(operationId = "updateTenant", summary = "Change a tenant", description = "What is absent stays.")
    public Tenant update(@Auth Caller caller, @PathParam("id") TenantId id, TenantChange change) {
        return tenants.update(caller, id, change);
    }

    @GET
    @Path("/{id}/rates")
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getTenantRates", summary = "See the rate limits of a tenant")
    public TenantRates rates(@Auth Caller caller, @PathParam("id") TenantId id) {
        return rates.get(caller, id);
    }

    @PUT
    @Path("/{id}/rates")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion
    @Operation(
            operationId = "putTenantRates",
            summary = "Give a tenant rate limits of its own",
            description = "They hold instead of those of its plan; what is absent is as the plan says.")
    public TenantRates putRates(@Auth Caller caller, @PathParam("id") TenantId id, Rates wanted) {
        return rates.give(caller, id, wanted);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("platform:write_tenants")
    @FreshProof
    @ChecksVersion(required = false)
    @Operation(
            operationId = "deleteTenant",
            summary = "Close a tenant, and erase it when the grace is over",
            description = "Until purgeAt it can be restored. A tenant that was never ready is erased at once.")
    @ApiResponse(
            responseCode = "202",
            description = "The tenant is closed, and will be erased.",
            content = @Content(schema = @Schema(implementation = Tenant.class)))
    public Response delete(@Auth Caller caller, @PathParam("id") TenantId id) {
        return Response.accepted(tenants.delete(caller, id)).build();
    }

    @POST
    @Path("/{id}/owner-invitation")
    @RequiresPermission("platform:write_tenants")
    @FreshProof
    @Operation(
            operationId = "inviteTenantOwner",
            summary = "Invite the first owner again",
            description =
                    "Sends the contact a new invitation while nobody has signed in as owner; older ones are void.")
    public User inviteOwner(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.inviteOwner(caller, id);
    }

    @POST
    @Path("/{id}/read-only")
    @RequiresPermission("platform:write_tenants")
    @Operation(
            operationId = "makeTenantReadOnly",
            summary = "Make a tenant read-only",
            description = "Its people can sign in and read, and change nothing. Takes effect within 2 s.")
    public Tenant makeReadOnly(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.makeReadOnly(caller, id);
    }

    @POST
    @Path("/{id}/suspend")
    @RequiresPermission("platform:write_tenants")
    @Operation(
            operationId = "suspendTenant",
            summary = "Suspend a tenant",
            description = "Takes effect within 2 s, for tokens already given too.")
    public Tenant suspend(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.suspend(caller, id);
    }

    @POST
    @Path("/{id}/resume")
    @RequiresPermission("platform:write_tenants")
    @Operation(operationId = "resumeTenant", summary = "Resume a suspended or read-only tenant")
    public Tenant resume(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.resume(caller, id);
    }

    @POST
    @Path("/{id}/restore")
    @RequiresPermission("platform:write_tenants")
    @Operation(operationId = "restoreTenant", summary = "Restore a tenant that is being deleted")
    public Tenant restore(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.restore(caller, id);
    }

    @POST
    @Path("/{id}/retry")
    @RequiresPermission("platform:write_tenants")
    @Operation(
            operationId = "retryTenant",
            summary = "Try again what failed",
            description =
                    "Makes a provisioning tenant ready, or erases a purging one, which is answered as it was last.")
    public Tenant retry(@Auth Caller caller, @PathParam("id") TenantId id) {
        return tenants.retry(caller, id);
    }

    @POST
    @Path("/{id}/purge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @FreshProof
    @Operation(
            operationId = "purgeTenant",
            summary = "Erase a tenant now, for good",
            description = "One that is deleting, provisioning or purging. It is answered as it was last.")
    public Tenant purge(@Auth Caller caller, @PathParam("id") TenantId id, Confirmation confirmation) {
        return tenants.purge(caller, id, confirmation);
    }

    @POST
    @Path("/{id}/visits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:enter_tenants")
    @FreshProof
    @Once
    @Operation(
            operationId = "enterTenant",
            summary = "Enter a tenant to help",
            description = "Answers with an access token for that tenant which names the operator in its act. Both"
                    + " tenants journal it. It ends with the visit, with the operator's own session, and as soon as"
                    + " the tenant shows the operator out or forbids support.")
    @ApiResponse(
            responseCode = "201",
            description = "The visit has begun.",
            content = @Content(schema = @Schema(implementation = EnteredTenant.class)))
    public Response enter(@Auth Caller caller, @PathParam("id") TenantId id, NewVisit wanted) {
        return Response.status(Response.Status.CREATED)
                .entity(EnteredTenant.of(support.enter(caller, id, wanted)))
                .build();
    }
}
