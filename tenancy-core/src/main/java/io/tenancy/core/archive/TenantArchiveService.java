package io.tenancy.core.archive;

import static io.tenancy.core.access.Permissions.PLATFORM_EXPORT_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_IMPORT_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** Exports of tenants by operators, and imports. Both journals say so: the tenant's, and that of the operators. */
public final class TenantArchiveService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final Archives archives;
    private final Intake intake;
    private final Jobs jobs;

    public TenantArchiveService(Gate gate, TenantDirectory directory, Archives archives, Intake intake, Jobs jobs) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.archives = requireNonNull(archives);
        this.intake = requireNonNull(intake);
        this.jobs = requireNonNull(jobs);
    }

    /** Begins an export of a whole tenant, also of one that is read-only or suspended. */
    public Export export(Caller operator, TenantId id) {
        TenantScope scope = enter(operator, id, PLATFORM_EXPORT_TENANTS);
        Export begun = gate.act(scope, operator.actor(), work -> archives.hold(work, operator.actor()));
        return started(operator, PLATFORM_EXPORT_TENANTS, "tenant.export_started", scope, begun);
    }

    /**
     * Takes in an archive and begins to write its rows. It is looked at as a whole before there is a job; of one that is refused
     * nothing stays.
     */
    public Export bringIn(Caller operator, TenantId id, IdPolicy ids, Upload upload) {
        TenantScope scope = enter(operator, id, PLATFORM_IMPORT_TENANTS);
        Export begun = intake.take(scope, operator.actor(), ids, upload);
        return started(operator, PLATFORM_IMPORT_TENANTS, "tenant.import_started", scope, begun);
    }

    /** The operator's own exports of a tenant that have not expired, all on one page. */
    public Page<Export> exports(Caller operator, TenantId id) {
        TenantScope scope = enter(operator, id, PLATFORM_EXPORT_TENANTS);
        return new Page<>(archives.exportsOf(scope, operator.actor(), gate.now()), Optional.empty());
    }

    public Export exported(Caller operator, TenantId id, JobId job) {
        TenantScope scope = enter(operator, id, PLATFORM_EXPORT_TENANTS);
        return archives.shown(scope, own(operator, scope, job, false));
    }

    public Export broughtIn(Caller operator, TenantId id, JobId job) {
        TenantScope scope = enter(operator, id, PLATFORM_IMPORT_TENANTS);
        return archives.shown(scope, own(operator, scope, job, true));
    }

    /** The files of an archive that is whole. */
    public Download download(Caller operator, TenantId id, JobId job) {
        TenantScope scope = enter(operator, id, PLATFORM_EXPORT_TENANTS);
        return archives.download(scope, own(operator, scope, job, false));
    }

    public Export cancelExport(Caller operator, TenantId id, JobId job) {
        return cancel(operator, id, job, PLATFORM_EXPORT_TENANTS);
    }

    /** Nothing of an import that was cancelled is written. */
    public Export cancelImport(Caller operator, TenantId id, JobId job) {
        return cancel(operator, id, job, PLATFORM_IMPORT_TENANTS);
    }

    private Export cancel(Caller operator, TenantId id, JobId job, Permission needed) {
        TenantScope scope = enter(operator, id, needed);
        Archive archive = own(operator, scope, job, needed.equals(PLATFORM_IMPORT_TENANTS));
        return gate.act(scope, operator.actor(), work -> {
            Job cancelled = jobs.cancel(work, archive.id());
            return Export.of(archive, Optional.of(cancelled));
        });
    }

    private Archive own(Caller operator, TenantScope scope, JobId job, boolean upload) {
        Archive archive = archives.owned(scope, job, operator.actor(), gate.now());
        if ((archive.kind() == Archive.Kind.UPLOAD) != upload) {
            throw new NotFound("job");
        }
        return archive;
    }

    /** The platform's own tenant has no place in an archive, and none comes into it. */
    private TenantScope enter(Caller operator, TenantId id, Permission needed) {
        return gate.query(operator, needed, platform -> {
            TenantScope scope = directory.enterToKeep(id).orElseThrow(() -> new NotFound("tenant"));
            if (scope.isPlatform()) {
                throw new Denied("tenant.platform", "The platform's own tenant is neither exported nor brought in.");
            }
            return scope;
        });
    }

    /**
     * Lets a job go on when the operators' journal has it. That may be in another database than the tenant: who dies in between
     * leaves a job that is held, and cancelled in time.
     */
    private Export started(Caller operator, Permission needed, String action, TenantScope scope, Export begun) {
        Job held = begun.job().orElseThrow();
        gate.command(operator, needed, work -> {
            work.record(action, scope.id(), Difference.added("job", held.id().value()));
            return begun;
        });
        jobs.release(scope, held);
        return begun;
    }
}
