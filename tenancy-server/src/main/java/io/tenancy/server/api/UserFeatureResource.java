package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.feature.AssignedVariant;
import io.tenancy.core.feature.UserFeatureService;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The features that a user is given. */
@Path("/v1/users/{id}/features")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public final class UserFeatureResource {
    private final UserFeatureService features;

    public UserFeatureResource(Services services) {
        this.features = services.flags().features();
    }

    @GET
    @RequiresPermission("flag:read")
    @Operation(
            operationId = "listFeaturesOfUser",
            summary = "List the features that a user is given",
            description = "What has expired is not among it. All on one page.")
    public Page<AssignedVariant> list(@Auth Caller caller, @PathParam("id") UserId user) {
        return features.list(caller, user);
    }

    @GET
    @Path("/{flag}")
    @RequiresPermission("flag:read")
    @Operation(operationId = "getFeatureOfUser", summary = "See whether a user is given a feature")
    public AssignedVariant get(@Auth Caller caller, @PathParam("id") UserId user, @PathParam("flag") String flag) {
        return features.get(caller, user, flag);
    }

    @PUT
    @Path("/{flag}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("flag:write")
    @ChecksVersion
    @Operation(
            operationId = "giveFeature",
            summary = "Give a user a variant of a flag",
            description =
                    "For good or until expiresAt, where the platform lets the tenant. It takes effect within 2 s.")
    public AssignedVariant give(
            @Auth Caller caller, @PathParam("id") UserId user, @PathParam("flag") String flag, NewAssignment wanted) {
        return features.give(caller, user, flag, wanted);
    }

    @DELETE
    @Path("/{flag}")
    @RequiresPermission("flag:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "takeFeature", summary = "Take a feature away from a user")
    public AssignedVariant take(@Auth Caller caller, @PathParam("id") UserId user, @PathParam("flag") String flag) {
        return features.take(caller, user, flag);
    }
}
