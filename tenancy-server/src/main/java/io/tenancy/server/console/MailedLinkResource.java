package io.tenancy.server.console;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.domain.Hosts;
import io.tenancy.server.Services;
import io.tenancy.server.api.AnyQuery;
import io.tenancy.server.api.ApiSettings;
import io.tenancy.server.api.AskedHost;
import io.tenancy.server.api.Cost;
import io.tenancy.server.api.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Leads the links of mails to the pages of the console, on the tenant's own domain where it was asked there. A browser keeps what is behind the #, and never sends it. */
@Path("/{page: accept-invitation|reset-password|verify-email|sign-in}")
@Hidden
@Cost(0)
public final class MailedLinkResource {
    private final Hosts hosts;
    private final ApiSettings settings;

    public MailedLinkResource(Services services, ApiSettings settings) {
        this.hosts = services.settings().hosts();
        this.settings = requireNonNull(settings);
    }

    @GET
    @Open
    @AnyQuery
    public Response follow(@PathParam("page") String page, @Context UriInfo uri, @Context HttpServletRequest request) {
        @Nullable String query = uri.getRequestUri().getRawQuery();
        String target = "/console/" + page + (query == null ? "" : "?" + query);
        URI link = hosts.domain(AskedHost.of(request, settings.proxies()))
                .map(domain -> settings.link(domain, target))
                .orElseGet(() -> settings.link(target));
        return Response.seeOther(link).build();
    }
}
