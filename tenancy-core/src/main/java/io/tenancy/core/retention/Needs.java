package io.tenancy.core.retention;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.archive.ErasureJob;
import io.tenancy.core.archive.ExportJob;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.WebhookStore;
import java.util.Optional;
import java.util.stream.Stream;

/** Who still needs entries of a journal that are old enough to be removed. */
public final class Needs {
    private final WebhookStore webhooks;
    private final JobStore jobs;

    public Needs(WebhookStore webhooks, JobStore jobs) {
        this.webhooks = requireNonNull(webhooks);
        this.jobs = requireNonNull(jobs);
    }

    /**
     * Whether nothing may be removed: an archive is being written, or a person being erased. A job that has failed to erase
     * somebody can be tried again for as long as it is kept, and has to find then that they are to be erased.
     */
    boolean isBusy(TenantScope scope) {
        return Stream.of(ExportJob.OF_TENANT, ExportJob.OF_USER, ErasureJob.NAME)
                        .anyMatch(kind -> is(scope, kind, State.QUEUED) || is(scope, kind, State.RUNNING))
                || is(scope, ErasureJob.NAME, State.FAILED);
    }

    /** The place from which on webhooks are still to be told, if there is one. */
    Optional<Long> first(TenantScope scope) {
        return webhooks.needed(scope);
    }

    private boolean is(TenantScope scope, String kind, State state) {
        JobFilter filter = new JobFilter(Optional.of(state), Optional.of(kind));
        return !jobs.list(scope, filter, Optional.empty(), 1).isEmpty();
    }
}
