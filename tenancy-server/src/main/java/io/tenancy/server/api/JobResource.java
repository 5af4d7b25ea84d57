package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobService;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Work of the tenant that goes on without a request. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public final class JobResource {
    private final JobService jobs;

    public JobResource(Services services) {
        this.jobs = services.background().jobs();
    }

    @GET
    @RequiresPermission("job:read")
    @Operation(operationId = "listJobs", summary = "List jobs", description = "The youngest first.")
    public Page<Job> list(
            @Auth Caller caller,
            @QueryParam("state") Optional<Job.State> state,
            @Parameter(description = "Only jobs of this kind, as user-import.") @QueryParam("kind")
                    Optional<String> kind,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return jobs.list(caller, new JobFilter(state, kind), new PageRequest(cursor, limit));
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("job:read")
    @Operation(operationId = "getJob", summary = "See a job")
    public Job get(@Auth Caller caller, @PathParam("id") JobId id) {
        return jobs.get(caller, id);
    }

    @POST
    @Path("/{id}/cancel")
    @RequiresPermission("job:write")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description = "It ends after the step that runs now. What it has done stays.")
    public Job cancel(@Auth Caller caller, @PathParam("id") JobId id) {
        return jobs.cancel(caller, id);
    }

    @POST
    @Path("/{id}/retry")
    @RequiresPermission("job:write")
    @Operation(
            operationId = "retryJob",
            summary = "Try a failed job again",
            description = "It goes on behind its last step that succeeded.")
    public Job retry(@Auth Caller caller, @PathParam("id") JobId id) {
        return jobs.retry(caller, id);
    }
}
