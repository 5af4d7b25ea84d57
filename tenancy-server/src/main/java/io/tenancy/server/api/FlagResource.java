package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.feature.FlagStatus;
import io.tenancy.core.feature.OwnFlagService;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What the caller's tenant has of feature flags. */
@Path("/v1/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public final class FlagResource {
    private final OwnFlagService flags;

    public FlagResource(Services services) {
        this.flags = services.flags().own();
    }

    @GET
    @RequiresPermission("flag:read")
    @Operation(
            operationId = "listFlags",
            summary = "List feature flags, and what they are",
            description = "Those that the tenant may see. What they are for a user, or for the caller, and why.")
    public Page<FlagStatus> list(
            @Auth Caller caller,
            @QueryParam("user") Optional<UserId> user,
            @QueryParam("search") Optional<String> search,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return flags.list(caller, user, search, new PageRequest(cursor, limit));
    }

    @GET
    @Path("/{flag}")
    @RequiresPermission("flag:read")
    @Operation(operationId = "getFlag", summary = "See a feature flag, and what it is")
    public FlagStatus get(@Auth Caller caller, @PathParam("flag") String flag) {
        return flags.get(caller, flag);
    }

    @PUT
    @Path("/{flag}/override")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("flag:write")
    @ChecksVersion
    @Operation(
            operationId = "overrideFlag",
            summary = "Give the whole tenant a variant of a flag",
            description =
                    "For good or until expiresAt, where the platform lets the tenant. It takes effect within 2 s.")
    public FlagStatus override(@Auth Caller caller, @PathParam("flag") String flag, NewAssignment wanted) {
        return flags.override(caller, flag, wanted);
    }

    @DELETE
    @Path("/{flag}/override")
    @RequiresPermission("flag:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "resetFlag", summary = "Let the rules of a flag count again")
    public FlagStatus reset(@Auth Caller caller, @PathParam("flag") String flag) {
        return flags.reset(caller, flag);
    }
}
