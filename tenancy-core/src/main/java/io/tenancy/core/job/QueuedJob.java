package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;

/**
 * A job in the queue.
 *
 * @param tries how often somebody has taken it, or has put it there anew
 * @param failures how often in a row a step has failed
 * @param dueAt when it goes on; for one that has ended, when it is forgotten; for one that is held, when it is cancelled
 * @param open whether it goes on: it has not ended, and is not held
 */
public record QueuedJob(
        TenantId tenant,
        JobId job,
        String kind,
        int tries,
        int failures,
        Instant queuedAt,
        Instant dueAt,
        boolean open) {
    public QueuedJob {
        requireNonNull(tenant);
        requireNonNull(job);
        requireNonNull(kind);
        requireNonNull(queuedAt);
        requireNonNull(dueAt);
    }

    QueuedJob due(Instant at) {
        return new QueuedJob(tenant, job, kind, tries, failures, queuedAt, at, open);
    }

    QueuedJob failed(int inARow, Instant at) {
        return new QueuedJob(tenant, job, kind, tries, inARow, queuedAt, at, open);
    }

    QueuedJob ended(Instant forgetAt) {
        return new QueuedJob(tenant, job, kind, tries, 0, queuedAt, forgetAt, false);
    }
}
