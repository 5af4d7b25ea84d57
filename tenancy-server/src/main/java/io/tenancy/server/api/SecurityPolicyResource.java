package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.policy.SecurityPolicyService;
import io.tenancy.core.policy.SecurityPolicyService.View;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How strict sign-in is in the caller's tenant. */
@Path("/v1/tenant/security")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class SecurityPolicyResource {
    private final SecurityPolicyService policy;

    public SecurityPolicyResource(Services services) {
        this.policy = services.securityPolicy();
    }

    @GET
    @RequiresPermission("security:read")
    @Operation(
            operationId = "getSecurityPolicy",
            summary = "See the security policy",
            description = "What the tenant has made stricter than the platform, and what holds. Times are in seconds.")
    public View get(@Auth Caller caller) {
        return policy.get(caller);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("security:write")
    @FreshProof
    @ChecksVersion
    @Operation(
            operationId = "putSecurityPolicy",
            summary = "Make the security policy stricter",
            description = "Replaces what the tenant has set; what is absent is as the platform has it."
                    + " What is laxer than the platform is refused. Takes effect on every node within 2 s.")
    public View put(@Auth Caller caller, OwnPolicy wanted) {
        return policy.put(caller, wanted);
    }
}
