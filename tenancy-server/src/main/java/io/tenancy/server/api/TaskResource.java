package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.QueueFilter;
import io.tenancy.core.job.QueuedJob;
import io.tenancy.core.platform.TenantService;
import io.tenancy.core.task.TaskService;
import io.tenancy.core.task.TaskStatus;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What the servers do without a request, for operators. */
@Path("/v1/platform")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class TaskResource {
    private final TaskService tasks;
    private final JobService jobs;
    private final TenantService tenants;

    public TaskResource(Services services) {
        this.tasks = services.background().tasks();
        this.jobs = services.background().jobs();
        this.tenants = services.tenants();
    }

    @GET
    @Path("/tasks")
    @RequiresPermission("platform:read_tasks")
    @Operation(
            operationId = "listTasks",
            summary = "List what the servers do again and again",
            description = "All on one page. A task of reach node is shown as it stands on the node that answers.")
    public Page<TaskStatus> list(@Auth Caller caller) {
        return tasks.list(caller);
    }

    @GET
    @Path("/tasks/{task}")
    @RequiresPermission("platform:read_tasks")
    @Operation(operationId = "getTask", summary = "See a task")
    public TaskStatus get(@Auth Caller caller, @PathParam("task") String task) {
        return tasks.get(caller, task);
    }

    @POST
    @Path("/tasks/{task}/runs")
    @RequiresPermission("platform:write_tasks")
    @Operation(
            operationId = "runTask",
            summary = "Have a task run now",
            description = "It runs within a moment; where it runs already, once more after that.")
    @ApiResponse(
            responseCode = "202",
            description = "The task is due.",
            content = @Content(schema = @Schema(implementation = TaskStatus.class)))
    public Response run(@Auth Caller caller, @PathParam("task") String task) {
        return Response.accepted(tasks.run(caller, task)).build();
    }

    @GET
    @Path("/migrations")
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "getFleet",
            summary = "See how far the migration of tenants has come",
            description = "Of those with tables of their own; the task tenant-migrations brings them along.")
    public Fleet fleet(@Auth Caller caller) {
        return tenants.fleet(caller);
    }

    @GET
    @Path("/jobs")
    @RequiresPermission("platform:read_tasks")
    @Operation(
            operationId = "listQueuedJobs",
            summary = "List the jobs of all tenants that wait or run",
            description = "What a job is about is its tenant's, and not shown.")
    public Page<QueuedJob> queue(
            @Auth Caller caller,
            @Parameter(description = "Only jobs of this tenant.") @QueryParam("tenant") Optional<UUID> tenant,
            @Parameter(description = "Only jobs of this kind, as user-import.") @QueryParam("kind")
                    Optional<String> kind,
            @Parameter(description = "Only jobs whose last step has failed.")
                    @QueryParam("failing")
                    @DefaultValue("false")
                    boolean failing,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return jobs.queue(
                caller, new QueueFilter(tenant.map(TenantId::new), kind, failing), new PageRequest(cursor, limit));
    }
}
