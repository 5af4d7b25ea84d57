package io.tenancy.core.job;

import io.tenancy.core.Position;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** The jobs of a tenant, beside the rows that they change. */
public interface JobStore {
    Optional<Job> find(TenantScope scope, JobId id);

    /** What a job works on; empty for an unknown one. */
    Optional<Material> material(TenantScope scope, JobId id);

    /** At most {@code limit} jobs before a place (its key is empty), the youngest first. */
    List<Job> list(TenantScope scope, JobFilter filter, Optional<Position> before, int limit);

    /** How many jobs have not ended. */
    int open(TenantScope scope);

    void add(TenantScope scope, Job job, String input);

    /**
     * Replaces the job of the version before, and keeps its checkpoint where none is given; false where somebody else was
     * faster. One that has succeeded or was cancelled forgets its input and its checkpoint.
     */
    boolean update(TenantScope scope, Job job, Optional<String> checkpoint);

    boolean remove(TenantScope scope, JobId id);
}
