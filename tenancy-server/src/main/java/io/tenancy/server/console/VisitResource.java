package io.tenancy.server.console;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.core.access.Caller;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.support.Entered;
import io.tenancy.core.support.NewVisit;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.support.Visit;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import io.tenancy.server.api.FreshProof;
import io.tenancy.server.api.Open;
import io.tenancy.server.api.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An operator's browser in another tenant, beside its own session: each page says which of the two it means. */
@Path("/console/session/visits")
@Produces(MediaType.APPLICATION_JSON)
@Hidden
public final class VisitResource {
    private final SupportService support;
    private final SessionService sessions;

    public VisitResource(Services services) {
        this.support = services.support();
        this.sessions = services.sessions();
    }

    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:enter_tenants")
    @FreshProof
    public Response enter(@Auth Caller caller, @PathParam("id") TenantId id, NewVisit wanted) {
        Entered entered = support.enter(caller, id, wanted);
        Visit visit = entered.visit();
        return Response.ok(visit)
                .cookie(SessionCookie.VISIT.with(entered.accessToken()))
                .build();
    }

    /** Ends the visit, if it is not over. */
    @DELETE
    @Open
    public Response leave(@Context HttpHeaders headers) {
        SessionCookie.VISIT.in(headers).flatMap(sessions::authenticate).ifPresent(support::leave);
        return Response.noContent().cookie(SessionCookie.VISIT.gone()).build();
    }
}
