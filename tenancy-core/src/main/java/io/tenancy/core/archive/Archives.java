package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Work;
import io.tenancy.core.archive.Archive.Kind;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The steps of an archive's life, for the use cases that may take them. */
public final class Archives {
    private static final int PAGE = 500;

    private final ArchiveStore store;
    private final TenantRows rows;
    private final Jobs jobs;
    private final ArchiveLimits limits;
    private final ExportJob ofTenants;
    private final ExportJob ofUsers;

    public Archives(ArchiveStore store, TenantRows rows, Jobs jobs, ArchiveLimits limits) {
        this.store = requireNonNull(store);
        this.rows = requireNonNull(rows);
        this.jobs = requireNonNull(jobs);
        this.limits = requireNonNull(limits);
        this.ofTenants = ExportJob.ofTenants(rows, store, limits);
        this.ofUsers = ExportJob.ofUsers(rows, store, limits);
    }

    /** The kinds of jobs that make archives. */
    public List<ExportJob> kinds() {
        return List.of(ofTenants, ofUsers);
    }

    ArchiveStore store() {
        return store;
    }

    ArchiveLimits limits() {
        return limits;
    }

    /** Begins to make an archive of a person, or of the whole tenant. */
    Export start(Work work, Optional<UUID> person, Actor owner) {
        return begin(work, person, owner, jobs::start);
    }

    /** The same of the whole tenant for an operator, whose journal has to have it before the job goes on. */
    Export hold(Work work, Actor operator) {
        return begin(work, Optional.empty(), operator, jobs::hold);
    }

    private Export begin(Work work, Optional<UUID> person, Actor owner, Beginning beginning) {
        Kind kind = person.isPresent() ? Kind.USER : Kind.TENANT;
        Archive archive = add(work, kind, person, Optional.empty(), owner);
        int tables = rows.tables(work.scope()).size();
        Job job = beginning.begin(work, archive.id(), person.isPresent() ? ofUsers : ofTenants, owner, "", tables);
        return Export.of(archive, Optional.of(job));
    }

    /** How a job begins: at once, or when it is let go. */
    private interface Beginning {
        Job begin(Work work, JobId id, JobKind kind, Actor by, String input, int total);
    }

    Archive add(Work work, Kind kind, Optional<UUID> person, Optional<IdPolicy> ids, Actor owner) {
        work.lock("archives");
        if (store.count(work.scope(), work.now()) >= ArchiveLimits.MOST) {
            throw new Conflict(
                    "archive.too_many", "The tenant has " + ArchiveLimits.MOST + " archives that have not expired.");
        }
        Archive archive = new Archive(
                new JobId(work.newId()),
                kind,
                person,
                ids,
                owner,
                work.now(),
                work.now().plus(limits.kept()),
                false,
                0,
                0,
                List.of());
        store.add(work.scope(), archive);
        return archive;
    }

    /** An archive that has not expired, for its owner. */
    Archive owned(TenantScope scope, JobId id, Actor owner, Instant now) {
        return store.find(scope, id)
                .filter(archive -> archive.owner().equals(owner) && now.isBefore(archive.expiresAt()))
                .orElseThrow(() -> new NotFound("job"));
    }

    /** Those of an owner that can be downloaded, or will be, the youngest first. */
    List<Export> exportsOf(TenantScope scope, Actor owner, Instant now) {
        return store.list(scope, owner, now).stream()
                .filter(archive -> archive.kind() != Kind.UPLOAD)
                .map(archive -> shown(scope, archive))
                .toList();
    }

    Export shown(TenantScope scope, Archive archive) {
        return Export.of(archive, jobs.find(scope, archive.id()));
    }

    Download download(TenantScope scope, Archive archive) {
        if (!archive.whole() || archive.kind() == Kind.UPLOAD) {
            throw new Conflict("export.not_ready", "This archive is not whole yet, or never will be: look at its job.");
        }
        Parts<Part> parts = new Parts<>(
                PAGE,
                (last, limit) ->
                        store.parts(scope, archive.id(), last.map(Part::number).orElse(-1), limit));
        return new Download(
                archive,
                parts,
                part -> Files.inflate(
                        store.content(scope, archive.id(), part.number()).orElseThrow(() -> new NotFound("job")),
                        part.bytes()));
    }
}
