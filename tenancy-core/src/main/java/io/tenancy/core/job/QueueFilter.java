package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;

/**
 * Which jobs of the queue are wanted.
 *
 * @param failing only those whose last step has failed
 */
public record QueueFilter(Optional<TenantId> tenant, Optional<String> kind, boolean failing) {
    private static final int LONGEST_KIND = 40;

    /** Every job. */
    public static final QueueFilter ALL = new QueueFilter(Optional.empty(), Optional.empty(), false);

    public QueueFilter {
        requireNonNull(tenant);
        kind = kind.map(text -> Check.text("kind", text, LONGEST_KIND));
    }

    /** Whether a job is wanted. */
    public boolean test(QueuedJob job) {
        return tenant.filter(wanted -> !wanted.equals(job.tenant())).isEmpty()
                && kind.filter(wanted -> !wanted.equals(job.kind())).isEmpty()
                && (!failing || job.failures() > 0);
    }
}
