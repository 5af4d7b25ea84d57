package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.platform.StoreChange;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.StoreStatus;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The databases that tenants live in, for operators. */
@Path("/v1/stores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class StoreResource {
    private final StoreService stores;

    public StoreResource(Services services) {
        this.stores = services.stores();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "listStores", summary = "List all stores", description = "All on one page.")
    public Page<StoreStatus> list(@Auth Caller caller) {
        return stores.list(caller);
    }

    @GET
    @Path("/{store}")
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getStore", summary = "See a store")
    public StoreStatus get(@Auth Caller caller, @PathParam("store") String store) {
        return stores.get(caller, store);
    }

    @PATCH
    @Path("/{store}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @FreshProof
    @ChecksVersion
    @Operation(
            operationId = "updateStore",
            summary = "Say whether a store takes new tenants",
            description = "A full store takes none on any node. Those that it has are served as ever.")
    public StoreStatus update(@Auth Caller caller, @PathParam("store") String store, StoreChange change) {
        return stores.update(caller, store, change);
    }
}
