package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.setting.PlatformSettingService;
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

/** What holds for all tenants that set nothing else, for operators. */
@Path("/v1/platform/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class PlatformSettingResource {
    private final PlatformSettingService platform;

    public PlatformSettingResource(Services services) {
        this.platform = services.settings().platform();
    }

    @GET
    @RequiresPermission("platform:read_settings")
    @Operation(
            operationId = "listPlatformSettings",
            summary = "List what holds for all tenants",
            description = "All on one page, each with the value that holds and where it comes from.")
    public Page<Setting> list(@Auth Caller caller) {
        return platform.list(caller);
    }

    @GET
    @Path("/{key}")
    @RequiresPermission("platform:read_settings")
    @Operation(operationId = "getPlatformSetting", summary = "See what holds of a setting for all tenants")
    public Setting get(@Auth Caller caller, @PathParam("key") String key) {
        return platform.get(caller, key);
    }

    @GET
    @Path("/{key}/history")
    @RequiresPermission("platform:read_settings")
    @Operation(
            operationId = "listPlatformSettingChanges",
            summary = "List the changes of what holds for all tenants",
            description = "The youngest change first.")
    public Page<SettingChange> history(
            @Auth Caller caller,
            @PathParam("key") String key,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return platform.history(caller, key, new PageRequest(cursor, limit));
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_settings")
    @ChecksVersion
    @Operation(operationId = "putPlatformSetting", summary = "Set what holds for all tenants that set nothing else")
    public Setting put(@Auth Caller caller, @PathParam("key") String key, NewValue wanted) {
        return platform.put(caller, key, wanted);
    }

    @DELETE
    @Path("/{key}")
    @RequiresPermission("platform:write_settings")
    @ChecksVersion(required = false)
    @Operation(operationId = "resetPlatformSetting", summary = "Go back to the default for all tenants")
    public Setting reset(@Auth Caller caller, @PathParam("key") String key) {
        return platform.reset(caller, key);
    }
}
