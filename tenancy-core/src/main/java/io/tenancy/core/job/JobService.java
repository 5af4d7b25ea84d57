package io.tenancy.core.job;

import static io.tenancy.core.access.Permissions.JOB_READ;
import static io.tenancy.core.access.Permissions.JOB_WRITE;
import static io.tenancy.core.access.Permissions.PLATFORM_READ_TASKS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.tenant.TenantScope;

/** What people see of the jobs of their tenant, and do with them. */
public final class JobService {
    private final Gate gate;
    private final Jobs jobs;
    private final Cursors cursors;

    public JobService(Gate gate, Jobs jobs, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.jobs = requireNonNull(jobs);
        this.cursors = requireNonNull(cursors);
    }

    /** The youngest first. */
    public Page<Job> list(Caller caller, JobFilter filter, PageRequest request) {
        return gate.query(
                caller,
                JOB_READ,
                scope -> cursors.page(
                        scope.id(),
                        "jobs " + filter,
                        request,
                        (before, limit) -> jobs.store().list(scope, filter, before, limit),
                        job -> new Position("", job.id().value())));
    }

    public Job get(Caller caller, JobId id) {
        return gate.query(caller, JOB_READ, scope -> existing(scope, id));
    }

    /** Ends a job after the step that runs now; what it has done stays. */
    public Job cancel(Caller caller, JobId id) {
        return gate.rightsCommand(caller, JOB_WRITE, work -> jobs.cancel(work, id));
    }

    /** Lets a job that failed go on from its last checkpoint. */
    public Job retry(Caller caller, JobId id) {
        return gate.rightsCommand(caller, JOB_WRITE, work -> {
            Job job = locked(work, id);
            if (job.state() != State.FAILED) {
                throw new Conflict("job.not_failed", "Only a job that failed is tried again.");
            }
            return jobs.again(work, job);
        });
    }

    /** The jobs of all tenants that wait or run, for operators; what they are about is their tenants'. */
    public Page<QueuedJob> queue(Caller caller, QueueFilter filter, PageRequest request) {
        return gate.query(
                caller,
                PLATFORM_READ_TASKS,
                scope -> cursors.page(
                        scope.id(),
                        "queued jobs " + filter,
                        request,
                        (after, limit) -> jobs.queue().list(filter, after, limit),
                        job -> new Position("", job.job().value())));
    }

    private Job locked(Work work, JobId id) {
        Jobs.lock(work, id);
        return existing(work.scope(), id);
    }

    private Job existing(TenantScope scope, JobId id) {
        return jobs.store().find(scope, id).orElseThrow(() -> new NotFound("job"));
    }
}
