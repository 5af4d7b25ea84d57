package io.tenancy.server.console;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.brand.Logo;
import io.tenancy.server.Services;
import io.tenancy.server.api.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** How tenants look, for who is not signed in. */
@Path("/console/brand")
@Hidden
public final class LookResource {
    private final Brands brands;

    public LookResource(Services services) {
        this.brands = services.settings().brands();
    }

    /** A logo, by the digest of its bytes; another logo has another address. It is a picture, whatever a browser makes of it. */
    @GET
    @Path("/logos/{digest}")
    @Open
    public Response logo(@PathParam("digest") String digest) {
        Logo logo = brands.logo(digest).orElseThrow(NotFoundException::new);
        return Response.ok(logo.bytes())
                .type(logo.type().media())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .build();
    }
}
