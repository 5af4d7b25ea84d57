package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.brand.Brand;
import io.tenancy.core.brand.BrandService;
import io.tenancy.core.brand.NewLogo;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the caller's tenant looks. */
@Path("/v1/brand")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class BrandResource {
    private final BrandService brand;

    public BrandResource(Services services) {
        this.brand = services.settings().brand();
    }

    @GET
    @RequiresPermission("setting:read")
    @Operation(
            operationId = "getBrand",
            summary = "See how the tenant looks in mails and at the sign-in",
            description = "The logo is the digest under which /console/brand/logos/ has it.")
    public Brand get(@Auth Caller caller) {
        return brand.get(caller);
    }

    @PUT
    @Path("/logo")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("setting:write")
    @ChecksVersion
    @Operation(
            operationId = "putLogo",
            summary = "Give the tenant a logo",
            description = "A PNG or WebP of at most 64 KiB, in base64.")
    public Brand put(@Auth Caller caller, NewLogo wanted) {
        return brand.putLogo(caller, wanted);
    }

    @DELETE
    @Path("/logo")
    @RequiresPermission("setting:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteLogo", summary = "Take the logo of the tenant away")
    public Brand delete(@Auth Caller caller) {
        return brand.removeLogo(caller);
    }
}
