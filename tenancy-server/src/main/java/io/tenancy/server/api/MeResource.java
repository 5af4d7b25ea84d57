package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.user.Profile;
import io.tenancy.core.user.ProfileService;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The signed-in user. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class MeResource {
    private final ProfileService profiles;

    public MeResource(Services services) {
        this.profiles = services.profiles();
    }

    @GET
    @SignedIn
    @Operation(operationId = "getMe", summary = "See who one is, where, and what one may do")
    public Profile get(@Auth Caller caller) {
        return profiles.get(caller);
    }
}
