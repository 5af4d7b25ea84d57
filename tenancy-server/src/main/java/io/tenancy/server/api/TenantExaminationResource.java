package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.examination.Examination;
import io.tenancy.core.examination.ExaminationService;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is wrong with the place of one tenant, for operators. */
@Path("/v1/tenants/{id}/findings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class TenantExaminationResource {
    private final ExaminationService examinations;

    public TenantExaminationResource(Services services) {
        this.examinations = services.examinations();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Cost(20)
    @Operation(
            operationId = "examineTenant",
            summary = "Look for what breaks the isolation of a tenant",
            description = "Its place and its store are looked at now, as the doctor does it; nothing is changed. A node"
                    + " looks at one tenant at a time; while it does, the answer is 503.")
    public Examination examine(@Auth Caller caller, @PathParam("id") TenantId id) {
        return examinations.examine(caller, id);
    }
}
