package io.tenancy.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.NoRows;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operators' journal has those exports and imports that have begun, and no others. */
final class TenantArchiveServiceTest {
    private static final String EXPORT = "tenant.export_started";
    private static final String IMPORT = "tenant.import_started";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final TenantScope acme = platform.scope(platform.owner("acme"));
    private final NoRows rows = new NoRows();
    private final Jobs jobs = new Jobs(platform.stores.jobs(), platform.stores.jobQueue(), Duration.ofDays(30));
    private final Archives archives =
            new Archives(platform.stores.archives(), rows, jobs, new ArchiveLimits(Duration.ofDays(7), 1 << 20));
    private final ImportJob imports =
            new ImportJob(rows, platform.stores.archives(), platform.stores.users(), platform.addresses);
    private final TenantArchiveService service = new TenantArchiveService(
            platform.gate,
            platform.directory,
            archives,
            new Intake(platform.gate, archives, rows, jobs, imports),
            jobs);
    private final JobRunner runner = new JobRunner(
            platform.gate,
            platform.directory,
            jobs,
            Stream.<JobKind>concat(Stream.of(imports), archives.kinds().stream())
                    .toList(),
            platform.clock);

    /** An archive without tables, of which the end is read last. */
    private record Sent(int version, boolean ends) implements Upload {
        @Override
        public Manifest manifest() {
            return new Manifest(version, 1, "tenant", new UUID(0, 1), List.of());
        }

        @Override
        public byte[] next(Part expected) {
            throw new IllegalStateException("It has no files.");
        }

        @Override
        public void end() {
            if (!ends) {
                throw new Invalid("archive", "archive.broken", "There is something behind the last file.");
            }
        }
    }

    @Test
    void anImportThatIsRefusedIsNotSaidToHaveStarted() {
        refused(() -> bringIn(new Sent(2, true)), "archive.version");
        refused(() -> bringIn(new Sent(1, false)), "archive.broken");

        assertThat(entries(IMPORT)).isEmpty();
        assertThat(archived()).isZero();
        assertThat(platform.stores.jobs().open(acme)).isZero();
    }

    @Test
    void anImportForWhichThereIsNoRoomIsNotSaidToHaveStarted() {
        for (int i = 0; i < Jobs.MOST_OPEN; i++) {
            platform.gate.act(acme, operator.actor(), work -> jobs.start(work, imports, operator.actor(), "", 1));
        }

        refused(() -> bringIn(new Sent(1, true)), "job.too_many");

        assertThat(entries(IMPORT)).isEmpty();
        assertThat(archived()).isZero();
    }

    @Test
    void anImportThatHasStartedIsSaidOnceWithItsJob() {
        Export begun = bringIn(new Sent(1, true));
        runner.run(() -> false);

        assertThat(state(begun)).isEqualTo(State.SUCCEEDED);
        assertThat(entries(IMPORT)).singleElement().satisfies(entry -> {
            assertThat(entry.target()).isEqualTo(acme.id().value());
            assertThat(entry.changes())
                    .containsExactly(Difference.added("job", begun.id().value()));
        });
    }

    @Test
    void anExportThatIsRefusedIsNotSaidToHaveStarted() {
        for (int i = 0; i < ArchiveLimits.MOST; i++) {
            service.export(operator, acme.id());
        }

        refused(() -> service.export(operator, acme.id()), "archive.too_many");

        assertThat(entries(EXPORT)).hasSize(ArchiveLimits.MOST);
    }

    @Test
    void anExportThatHasStartedIsSaidOnceWithItsJob() {
        Export begun = service.export(operator, acme.id());
        runner.run(() -> false);

        assertThat(state(begun)).isEqualTo(State.SUCCEEDED);
        assertThat(entries(EXPORT))
                .singleElement()
                .satisfies(entry -> assertThat(entry.changes())
                        .containsExactly(Difference.added("job", begun.id().value())));
    }

    /** As where a node dies before the operators' journal has it. */
    @Test
    void whatNobodyHasReleasedIsNotDoneAndIsCancelledInTime() {
        Export held = platform.gate.act(acme, operator.actor(), work -> archives.hold(work, operator.actor()));

        runner.run(() -> false);
        platform.clock.advance(Jobs.HELD.minusMillis(1));
        runner.run(() -> false);
        assertThat(state(held)).isEqualTo(State.QUEUED);
        platform.clock.advance(Duration.ofMillis(1));
        runner.run(() -> false);

        assertThat(state(held)).isEqualTo(State.CANCELLED);
        jobs.release(acme, held.job().orElseThrow());
        runner.run(() -> false);
        assertThat(state(held)).isEqualTo(State.CANCELLED);
        assertThat(entries(EXPORT)).isEmpty();
    }

    private Export bringIn(Upload upload) {
        return service.bringIn(operator, acme.id(), IdPolicy.KEEP, upload);
    }

    private State state(Export export) {
        return jobs.find(acme, export.id()).map(Job::state).orElseThrow();
    }

    private int archived() {
        return platform.stores.archives().count(acme, platform.clock.instant());
    }

    private List<JournalEntry> entries(String action) {
        return platform.journal(operator).stream()
                .filter(entry -> entry.action().equals(action))
                .toList();
    }

    private static void refused(Runnable what, String code) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
