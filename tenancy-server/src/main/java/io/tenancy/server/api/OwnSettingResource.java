package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingChange;
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

/** What the signed-in user has set. */
@Path("/v1/me/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class OwnSettingResource {
    private final OwnSettingService own;

    public OwnSettingResource(Services services) {
        this.own = services.settings().own();
    }

    @GET
    @SignedIn
    @Operation(
            operationId = "listOwnSettings",
            summary = "List the settings that one can set for oneself",
            description = "All on one page, each with the value that holds and where it comes from.")
    public Page<Setting> list(@Auth Caller caller) {
        return own.list(caller);
    }

    @GET
    @Path("/{key}")
    @SignedIn
    @Operation(operationId = "getOwnSetting", summary = "See a setting of one's own")
    public Setting get(@Auth Caller caller, @PathParam("key") String key) {
        return own.get(caller, key);
    }

    @GET
    @Path("/{key}/history")
    @SignedIn
    @Operation(
            operationId = "listOwnSettingChanges",
            summary = "List what one has changed of a setting of one's own",
            description = "The youngest change first.")
    public Page<SettingChange> history(
            @Auth Caller caller,
            @PathParam("key") String key,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return own.history(caller, key, new PageRequest(cursor, limit));
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @ChecksVersion
    @Operation(operationId = "putOwnSetting", summary = "Set a setting for oneself")
    public Setting put(@Auth Caller caller, @PathParam("key") String key, NewValue wanted) {
        return own.put(caller, key, wanted);
    }

    @DELETE
    @Path("/{key}")
    @SignedIn
    @ChecksVersion(required = false)
    @Operation(operationId = "resetOwnSetting", summary = "Go back to what holds for the tenant")
    public Setting reset(@Auth Caller caller, @PathParam("key") String key) {
        return own.reset(caller, key);
    }
}
