package io.tenancy.server.console;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.brand.Brand;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.brand.Logo;
import io.tenancy.core.domain.Hosts;
import io.tenancy.server.Services;
import io.tenancy.server.api.ApiSettings;
import io.tenancy.server.api.AskedHost;
import io.tenancy.server.api.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How tenants look, for who is not signed in. */
@Path("/console/brand")
@Hidden
public final class LookResource {
    private final Brands brands;
    private final Hosts hosts;
    private final ApiSettings settings;

    public LookResource(Services services, ApiSettings settings) {
        this.brands = services.settings().brands();
        this.hosts = services.settings().hosts();
        this.settings = requireNonNull(settings);
    }

    /**
     * How the sign-in page looks.
     *
     * @param tenant the slug of the tenant whose domain was asked; empty for every other domain
     */
    public record Look(Optional<String> tenant, Optional<Brand> brand) {
        public Look {
            requireNonNull(tenant);
            requireNonNull(brand);
        }
    }

    /** That of the domain that was asked: of no name of a tenant does it say whether there is one. */
    @GET
    @Open
    @Produces(MediaType.APPLICATION_JSON)
    public Response look(@Context HttpServletRequest request) {
        Optional<Hosts.Guest> guest = hosts.find(AskedHost.of(request, settings.proxies()));
        return Response.ok(new Look(guest.map(Hosts.Guest::tenant), guest.map(Hosts.Guest::brand)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
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
