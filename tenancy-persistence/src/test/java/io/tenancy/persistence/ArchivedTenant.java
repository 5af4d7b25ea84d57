package io.tenancy.persistence;

import static io.tenancy.testkit.TestTenants.EPOCH;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.MasterKey;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.ArchiveLimits;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.ExportJob;
import io.tenancy.core.archive.Files;
import io.tenancy.core.archive.IdPolicy;
import io.tenancy.core.archive.ImportJob;
import io.tenancy.core.archive.Part;
import io.tenancy.core.archive.TenantRows;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.job.JobKind.Step;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestTenancy;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A deployment whose tenants are exported and brought in, job step by job step, as the runner does them. */
final class ArchivedTenant implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.fixed(EPOCH);
    static final MasterKey KEY = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));

    final TestTenancy tenancy = TestTenancy.with(TenantSchema.standard().with("io/tenancy/persistence/folders.sql"));
    final Persistence stores = tenancy.persistence();
    final TenantRows rows = stores.tenantRows(SettingKeys.installed().plain());
    final ArchiveStore archives = stores.archives();
    final Gate gate = new Gate(stores.transactions(), stores.journal(), new UuidV7(CLOCK), CLOCK);
    final ImportJob importing = new ImportJob(
            rows, archives, stores.users(), new Addresses(stores.addresses(), stores.tenants(), stores.users(), KEY));

    /** The archive of a whole tenant, or of a person. */
    JobId export(TenantScope scope, Optional<UUID> person) {
        Archive archive =
                archive(person.isPresent() ? Archive.Kind.USER : Archive.Kind.TENANT, person, Optional.empty());
        archives.add(scope, archive);
        ExportJob kind = ExportJob.ofTenants(rows, archives, new ArchiveLimits(Duration.ofDays(1), 1L << 30));
        run(scope, kind, archive.id(), rows.tables(scope).size());
        return archive.id();
    }

    /** The same archive in another tenant, without what does not come along; not written yet. */
    JobId copy(TenantScope from, JobId id, TenantScope to, IdPolicy ids) {
        List<String> imported = rows.tables(to).stream()
                .filter(TenantRows.Shape::isImported)
                .map(TenantRows.Shape::table)
                .toList();
        Archive archive = archive(Archive.Kind.UPLOAD, Optional.empty(), Optional.of(ids));
        archives.add(to, archive);
        int number = 0;
        for (Part part : archives.parts(from, id, 0, 1000)) {
            if (imported.contains(part.table())) {
                number++;
                Part copied = new Part(number, part.table(), part.columns(), part.rows(), part.bytes(), part.sha256());
                archives.put(
                        to,
                        archive.id(),
                        copied,
                        archives.content(from, id, part.number()).orElseThrow());
            }
        }
        return archive.id();
    }

    List<Job.Refusal> bringIn(TenantScope scope, JobId id) {
        return run(scope, importing, id, 2 * archives.parts(scope, id, 0, 1000).size());
    }

    /** Every step of a job, each in a transaction. */
    List<Job.Refusal> run(TenantScope scope, JobKind kind, JobId id, int total) {
        return run(scope, kind, id, total, "");
    }

    List<Job.Refusal> run(TenantScope scope, JobKind kind, JobId id, int total, String input) {
        List<Job.Refusal> refusals = new ArrayList<>();
        String checkpoint = "";
        int done = 0;
        boolean isLast = false;
        while (!isLast) {
            Job job = job(id, kind, done, total);
            Material material = new Material(input, checkpoint);
            Step step = gate.act(scope, Actor.SYSTEM, work -> {
                Step made = kind.step(work, job, material);
                work.changedNothing();
                return made;
            });
            refusals.addAll(step.refusals());
            checkpoint = step.checkpoint();
            done += step.done();
            isLast = step.isLast();
        }
        return refusals;
    }

    /** All files of an archive as one text. */
    String text(TenantScope scope, JobId id) {
        StringBuilder text = new StringBuilder();
        for (Part part : archives.parts(scope, id, -1, 1000)) {
            text.append(new String(
                    Files.inflate(archives.content(scope, id, part.number()).orElseThrow(), part.bytes()), UTF_8));
        }
        return text.toString();
    }

    void execute(TenantScope scope, String statement) {
        place(scope).useTransaction(handle -> {
            Binding.bind(handle, scope.id());
            handle.execute("SET LOCAL search_path = " + schema(scope));
            handle.execute(statement.replace(":tenant", "'" + scope.id().value() + "'"));
        });
    }

    /** What a query answers, to the owner of a tenant's tables. */
    List<String> texts(TenantScope scope, String query) {
        return place(scope).inTransaction(handle -> {
            Binding.bind(handle, scope.id());
            handle.execute("SET LOCAL search_path = " + schema(scope));
            return handle.createQuery(query).mapTo(String.class).list();
        });
    }

    private Jdbi place(TenantScope scope) {
        return Jdbi.create(
                scope.placement() instanceof Placement.Database own
                        ? tenancy.database().named(own.name()).owner()
                        : tenancy.database().owner());
    }

    private static String schema(TenantScope scope) {
        return scope.placement() instanceof Placement.Schema own ? own.name() : "tenancy";
    }

    private static Archive archive(Archive.Kind kind, Optional<UUID> person, Optional<IdPolicy> ids) {
        return new Archive(
                new JobId(TestTenants.newId()),
                kind,
                person,
                ids,
                Actor.SYSTEM,
                EPOCH,
                EPOCH.plusSeconds(1000),
                false,
                0,
                0,
                List.of());
    }

    private static Job job(JobId id, JobKind kind, int done, int total) {
        return new Job(
                id,
                kind.name(),
                Job.State.RUNNING,
                done,
                total,
                0,
                List.of(),
                Actor.SYSTEM,
                EPOCH,
                Optional.of(EPOCH),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    @Override
    public void close() {
        tenancy.close();
    }
}
