package io.tenancy.server.console;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.server.api.AnyQuery;
import io.tenancy.server.api.ApiSettings;
import io.tenancy.server.api.Cost;
import io.tenancy.server.api.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Leads the links of mails to the pages of the console. A browser keeps what is behind the #, and never sends it. */
@Path("/{page: accept-invitation|reset-password|verify-email|sign-in}")
@Hidden
@Cost(0)
public final class MailedLinkResource {
    private final ApiSettings settings;

    public MailedLinkResource(ApiSettings settings) {
        this.settings = requireNonNull(settings);
    }

    @GET
    @Open
    @AnyQuery
    public Response follow(@PathParam("page") String page, @Context UriInfo uri) {
        @Nullable String query = uri.getRequestUri().getRawQuery();
        String target = "/console/" + page + (query == null ? "" : "?" + query);
        return Response.seeOther(settings.link(target)).build();
    }
}
