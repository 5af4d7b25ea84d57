package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Takes jobs that are due, each for a lease, and does their steps. Any number of nodes may do so at the same time; of one
 * that dies the next goes on at the last checkpoint. A step that was done twice because a lease ran out is undone: its
 * checkpoint is no longer the one that it began with.
 */
public final class JobRunner {
    /** After so many failures in a row, within about two hours, a job has failed. */
    public static final int MOST_FAILURES = 8;

    private static final Duration LEASE = Duration.ofSeconds(30);
    /** So long a job goes on before others have their turn. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CLOSED = Duration.ofMinutes(10);
    /** Where a tenant is elsewhere than the catalogue, its job can be in the queue a moment before its row is there. */
    private static final int EARLY = 3;

    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(JobRunner.class.getName());

    private final Gate gate;
    private final TenantDirectory directory;
    private final Jobs jobs;
    private final Map<String, JobKind> kinds;
    private final InstantSource clock;

    public JobRunner(Gate gate, TenantDirectory directory, Jobs jobs, List<JobKind> kinds, InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.jobs = requireNonNull(jobs);
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(JobKind::name, kind -> kind));
        this.clock = requireNonNull(clock);
    }

    /** Deals with what is due, until nothing is or {@code stopping} becomes true; says of how many jobs. */
    public int run(BooleanSupplier stopping) {
        int done = 0;
        while (done < BATCH && !stopping.getAsBoolean()) {
            Instant now = clock.instant();
            Optional<QueuedJob> next = jobs.queue().claim(now, now.plus(LEASE));
            if (next.isEmpty()) {
                break;
            }
            deal(next.get(), stopping);
            done++;
        }
        return done;
    }

    private void deal(QueuedJob queued, BooleanSupplier stopping) {
        try {
            Optional<TenantScope> scope = directory.enterToKeep(queued.tenant());
            if (scope.isEmpty() || (scope.get().isReadOnly() && rests(queued))) {
                jobs.queue().update(queued.due(clock.instant().plus(CLOSED)));
                return;
            }
            deal(scope.get(), queued, stopping);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The job " + queued.job().value() + " cannot go on now.", e);
            jobs.queue().update(queued.due(clock.instant().plus(FIRST_PAUSE)));
        }
    }

    /** One that has ended is forgotten in time; one of a kind that this release does not know waits. */
    private boolean rests(QueuedJob queued) {
        return queued.open()
                && Optional.ofNullable(kinds.get(queued.kind()))
                        .map(JobKind::restsWhileClosed)
                        .orElse(true);
    }

    private void deal(TenantScope scope, QueuedJob queued, BooleanSupplier stopping) {
        Optional<Job> job = jobs.store().find(scope, queued.job());
        if (job.isEmpty()) {
            missing(queued);
        } else if (job.get().state().isEnd()) {
            ended(scope, queued, job.get());
        } else if (!queued.open()) {
            held(scope, queued, job.get());
        } else {
            advance(scope, queued, job.get(), stopping);
        }
    }

    private void missing(QueuedJob queued) {
        if (queued.tries() <= EARLY) {
            jobs.queue().update(queued.due(clock.instant().plus(FIRST_PAUSE)));
        } else {
            jobs.queue().remove(queued);
        }
    }

    /** One that nobody has released in time; who releases or retries it at this moment has put it there anew. */
    private void held(TenantScope scope, QueuedJob queued, Job job) {
        Job known = gate.act(scope, Actor.SYSTEM, work -> {
            Jobs.lock(work, job.id());
            Job found = jobs.store().find(scope, job.id()).orElseThrow();
            if (found.state().isEnd() || !jobs.queue().update(queued)) {
                work.changedNothing();
                return found;
            }
            return jobs.end(work, found, State.CANCELLED, Optional.empty());
        });
        if (known.state().isEnd()) {
            ended(scope, queued, known);
        }
    }

    /** Waits for the time at which it is forgotten, or forgets it. */
    private void ended(TenantScope scope, QueuedJob queued, Job job) {
        Instant forgetAt = jobs.forgetAt(job);
        if (forgetAt.isAfter(clock.instant())) {
            jobs.queue().update(queued.ended(forgetAt));
        } else {
            jobs.store().remove(scope, job.id());
            jobs.queue().remove(queued);
        }
    }

    private void advance(TenantScope scope, QueuedJob queued, Job job, BooleanSupplier stopping) {
        Instant end = clock.instant().plus(TURN);
        Job known = job;
        QueuedJob entry = queued;
        while (!known.state().isEnd()) {
            if (stopping.getAsBoolean() || clock.instant().isAfter(end)) {
                jobs.queue().update(entry.due(clock.instant()));
                return;
            }
            try {
                known = step(scope, known);
            } catch (RuntimeException e) {
                failed(scope, entry, known, e);
                return;
            }
            entry = entry.failed(0, clock.instant().plus(LEASE));
            if (!jobs.queue().update(entry)) {
                return; // somebody else has it by now
            }
        }
        ended(scope, entry, known);
    }

    /** One transaction: the step, its checkpoint, and its journal, which names who has asked for the job. */
    private Job step(TenantScope scope, Job known) {
        return gate.act(scope, known.createdBy(), work -> {
            Jobs.lock(work, known.id());
            Job job = jobs.store().find(scope, known.id()).orElseThrow();
            if (job.state().isEnd()) {
                work.changedNothing();
                return job;
            }
            JobKind kind = Optional.ofNullable(kinds.get(job.kind()))
                    .orElseThrow(() -> new IllegalStateException("This release knows no job " + job.kind() + "."));
            Material material = jobs.store().material(scope, job.id()).orElseThrow();
            Job stepped = jobs.step(work, job, kind.step(work, job, material));
            work.changedNothing();
            return stepped;
        });
    }

    private void failed(TenantScope scope, QueuedJob entry, Job job, RuntimeException thrown) {
        int failures = entry.failures() + 1;
        LOG.log(Level.WARNING, "A step of the job " + job.id().value() + " failed, attempt " + failures + ".", thrown);
        if (failures < MOST_FAILURES && !(thrown instanceof JobRefused)) {
            jobs.queue().update(entry.failed(failures, clock.instant().plus(pause(failures))));
            return;
        }
        Job failed = gate.act(scope, Actor.SYSTEM, work -> {
            Jobs.lock(work, job.id());
            Job known = jobs.store().find(scope, job.id()).orElseThrow();
            if (known.state().isEnd()) {
                work.changedNothing();
                return known;
            }
            return jobs.end(work, known, State.FAILED, Optional.of(sentence(thrown)));
        });
        ended(scope, entry, failed);
    }

    private static Duration pause(int failures) {
        return FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    }

    private static String sentence(RuntimeException thrown) {
        if (thrown instanceof JobRefused refused) {
            return refused.detail();
        }
        return thrown instanceof TenancyException known
                ? known.detail()
                : "A step failed for a reason that the log of the server has, under the id of the job.";
    }
}
