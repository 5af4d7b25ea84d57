package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.job.JobStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Jobs of tenants, in memory. */
record InMemoryJobStore(InMemoryTables tables) implements JobStore {
    /** A job and what it works on. */
    record Kept(Job job, Material material) {}

    @Override
    public Optional<Job> find(TenantScope scope, JobId id) {
        return kept(scope, id).map(Kept::job);
    }

    @Override
    public Optional<Material> material(TenantScope scope, JobId id) {
        return kept(scope, id).map(Kept::material);
    }

    @Override
    public List<Job> list(TenantScope scope, JobFilter filter, Optional<Position> before, int limit) {
        List<Job> jobs = new ArrayList<>(tables.in(
                scope,
                () -> tables.jobs
                        .all(scope.id())
                        .map(Kept::job)
                        .filter(job ->
                                filter.state().isEmpty() || filter.state().get() == job.state())
                        .filter(job ->
                                filter.kind().isEmpty() || filter.kind().get().equals(job.kind()))
                        .filter(job -> before.isEmpty()
                                || InMemoryTable.BY_ID.compare(
                                                job.id().value(), before.get().id())
                                        < 0)
                        .toList()));
        Collections.reverse(jobs);
        return jobs.subList(0, Math.min(limit, jobs.size()));
    }

    @Override
    public int open(TenantScope scope) {
        return tables.in(scope, () -> (int) tables.jobs
                .all(scope.id())
                .filter(kept -> !kept.job().state().isEnd())
                .count());
    }

    @Override
    public void add(TenantScope scope, Job job, String input) {
        tables.change(
                scope, () -> tables.jobs.put(scope.id(), job.id().value(), new Kept(job, new Material(input, ""))));
    }

    @Override
    public boolean update(TenantScope scope, Job job, Optional<String> checkpoint) {
        return tables.in(scope, () -> {
            Optional<Kept> known =
                    kept(scope, job.id()).filter(kept -> kept.job().version() == job.version() - 1);
            known.map(kept -> new Kept(job, next(job, kept.material(), checkpoint)))
                    .ifPresent(kept -> tables.jobs.put(scope.id(), job.id().value(), kept));
            return known.isPresent();
        });
    }

    @Override
    public boolean remove(TenantScope scope, JobId id) {
        return tables.in(scope, () -> tables.jobs.remove(scope.id(), id.value()));
    }

    private static Material next(Job job, Material before, Optional<String> checkpoint) {
        return job.state() == State.SUCCEEDED || job.state() == State.CANCELLED
                ? new Material("", "")
                : new Material(before.input(), checkpoint.orElse(before.checkpoint()));
    }

    private Optional<Kept> kept(TenantScope scope, JobId id) {
        return tables.in(scope, () -> tables.jobs.find(scope.id(), id.value()));
    }
}
