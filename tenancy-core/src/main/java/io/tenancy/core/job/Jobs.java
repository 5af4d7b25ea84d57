package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The steps of a job's life, for the use cases that may take them. Each is part of a command. */
public final class Jobs {
    /** How many jobs of a tenant may wait or run at the same time. */
    public static final int MOST_OPEN = 20;

    /** For so long a job can be held; one that nobody has released by then is cancelled. */
    public static final Duration HELD = Duration.ofMinutes(10);

    private final JobStore store;
    private final JobQueue queue;
    private final Duration kept;

    /**
     * Jobs on these ports.
     *
     * @param kept for how long a job is kept after its end
     */
    public Jobs(JobStore store, JobQueue queue, Duration kept) {
        this.store = requireNonNull(store);
        this.queue = requireNonNull(queue);
        this.kept = requireNonNull(kept);
    }

    /**
     * Adds a job.
     *
     * @param total how many items it has
     * @throws Conflict if the tenant has too many that have not ended
     */
    public Job start(Work work, JobKind kind, Actor by, String input, int total) {
        return start(work, new JobId(work.newId()), kind, by, input, total);
    }

    /** The same for a job whose id is known already. */
    public Job start(Work work, JobId id, JobKind kind, Actor by, String input, int total) {
        Job job = add(work, Job.queued(id, kind.name(), total, by, work.now()), input);
        put(work, job);
        return job;
    }

    /**
     * The same for a job that waits for {@link #release}, because something has to be written down elsewhere first. Where its
     * starter dies before that, it is cancelled, and nothing of it is done.
     */
    public Job hold(Work work, JobId id, JobKind kind, Actor by, String input, int total) {
        Job job = add(work, Job.queued(id, kind.name(), total, by, work.now()), input);
        queue.put(entry(work.scope(), job, work.now().plus(HELD), false));
        return job;
    }

    /** Lets a job go on that is held. */
    public void release(TenantScope scope, Job held) {
        queue.put(entry(scope, held, held.createdAt(), true));
    }

    private Job add(Work work, Job job, String input) {
        work.lock("jobs");
        requireRoom(work);
        store.add(work.scope(), job, input);
        work.record("job.started", job.id());
        return job;
    }

    public Optional<Job> find(TenantScope scope, JobId id) {
        return store.find(scope, id);
    }

    /** Ends a job after the step that runs now; what it has done stays. */
    public Job cancel(Work work, JobId id) {
        lock(work, id);
        Job job = store.find(work.scope(), id).orElseThrow(() -> new NotFound("job"));
        if (job.state().isEnd()) {
            throw new Conflict("job.ended", "This job has ended already.");
        }
        return end(work, job, State.CANCELLED, Optional.empty());
    }

    JobStore store() {
        return store;
    }

    JobQueue queue() {
        return queue;
    }

    /** Makes whoever steps, cancels or retries a job wait for each other. */
    static void lock(Work work, JobId id) {
        work.lock("job " + id.value());
    }

    Job again(Work work, Job job) {
        work.lock("jobs");
        requireRoom(work);
        Job queued = job.in(State.QUEUED, work.now(), Optional.empty());
        put(work, queued);
        save(work, queued, Optional.empty());
        work.record("job.retried", job.id(), Difference.between("state", job.state(), queued.state()));
        return queued;
    }

    Job end(Work work, Job job, State state, Optional<String> why) {
        Job ended = job.in(state, work.now(), why);
        save(work, ended, Optional.empty());
        finished(work, ended);
        return ended;
    }

    Job step(Work work, Job job, JobKind.Step step) {
        Job stepped = job.stepped(step, work.now());
        save(work, stepped, Optional.of(step.checkpoint()));
        if (stepped.state().isEnd()) {
            finished(work, stepped);
        }
        return stepped;
    }

    /** The worker puts the time of forgetting into the entry when it sees the end; here nobody waits for a lease. */
    private void finished(Work work, Job ended) {
        work.record(
                switch (ended.state()) {
                    case SUCCEEDED -> "job.succeeded";
                    case FAILED -> "job.failed";
                    case CANCELLED -> "job.cancelled";
                    case QUEUED, RUNNING -> throw new IllegalStateException("This is no end: " + ended.state());
                },
                ended.id());
    }

    /** When an ended job is forgotten. */
    Instant forgetAt(Job ended) {
        return ended.endedAt().orElseThrow().plus(kept);
    }

    private void put(Work work, Job job) {
        queue.put(entry(work.scope(), job, work.now(), true));
    }

    private static QueuedJob entry(TenantScope scope, Job job, Instant dueAt, boolean open) {
        return new QueuedJob(scope.id(), job.id(), job.kind(), 0, 0, job.createdAt(), dueAt, open);
    }

    private void save(Work work, Job job, Optional<String> checkpoint) {
        if (!store.update(work.scope(), job, checkpoint)) {
            throw new Conflict("job.changed", "Somebody else has changed this job. Read it again.");
        }
    }

    private void requireRoom(Work work) {
        if (store.open(work.scope()) >= MOST_OPEN) {
            throw new Conflict("job.too_many", "The tenant has " + MOST_OPEN + " jobs that have not ended.");
        }
    }
}
