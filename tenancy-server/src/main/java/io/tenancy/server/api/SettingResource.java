package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingChange;
import io.tenancy.core.setting.SettingService;
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

/** The settings of the caller's tenant. */
@Path("/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class SettingResource {
    private final SettingService settings;

    public SettingResource(Services services) {
        this.settings = services.settings().tenants();
    }

    @GET
    @RequiresPermission("setting:read")
    @Operation(
            operationId = "listSettings",
            summary = "List all settings",
            description = "All on one page, each with the value that holds, where it comes from, and its JSON Schema.")
    public Page<Setting> list(@Auth Caller caller) {
        return settings.list(caller);
    }

    @GET
    @Path("/{key}")
    @RequiresPermission("setting:read")
    @Operation(operationId = "getSetting", summary = "See a setting")
    public Setting get(@Auth Caller caller, @PathParam("key") String key) {
        return settings.get(caller, key);
    }

    @GET
    @Path("/{key}/history")
    @RequiresPermission("setting:read")
    @Operation(
            operationId = "listSettingChanges",
            summary = "List the changes of a setting",
            description = "The youngest first: who, when, before and after. Of a secret there are no values.")
    public Page<SettingChange> history(
            @Auth Caller caller,
            @PathParam("key") String key,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return settings.history(caller, key, new PageRequest(cursor, limit));
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("setting:write")
    @ChecksVersion
    @Operation(operationId = "putSetting", summary = "Set a setting")
    public Setting put(@Auth Caller caller, @PathParam("key") String key, NewValue wanted) {
        return settings.put(caller, key, wanted);
    }

    @DELETE
    @Path("/{key}")
    @RequiresPermission("setting:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "resetSetting", summary = "Go back to what is inherited, or the default")
    public Setting reset(@Auth Caller caller, @PathParam("key") String key) {
        return settings.reset(caller, key);
    }
}
