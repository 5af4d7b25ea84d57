package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.tenancy.core.access.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What an application has that is deprecated, and what fails. */
@Path("/old")
@Produces(MediaType.APPLICATION_JSON)
public final class OldResource {
    static final String LEAK = "SELECT secret FROM tenancy.users ON db.internal:5432 AS tenancy_app";

    @GET
    @RequiresPermission("user:read")
    @Deprecation(since = "2026-01-31", sunset = "2027-01-31", link = "https://docs.example.org/new")
    public String old(@Auth Caller caller) {
        return "{}";
    }

    @GET
    @Path("/sometime")
    @Open
    @Deprecation(since = "2026-01-31")
    public String sometime() {
        return "{}";
    }

    @GET
    @SuppressWarnings("DoNotCallSuggester")
    @Path("/broken")
    @RequiresPermission("user:read")
    public String broken(@Auth Caller caller) {
        throw new IllegalStateException(LEAK);
    }
}
