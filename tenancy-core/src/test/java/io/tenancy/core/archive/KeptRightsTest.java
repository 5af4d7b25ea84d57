package io.tenancy.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.ChainVerifier;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.SignatureCheck;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.NoRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of exports and erasures whatever else a tenant may do: a legal hold, or that it does not pay. */
final class KeptRightsTest {
    private static final String HELD = "A legal hold is on this tenant. Try again when it has ended.";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller owner = platform.owner("acme");
    private final TenantScope acme = platform.scope(owner);
    private final Rows rows = new Rows();
    private final Jobs jobs = new Jobs(platform.stores.jobs(), platform.stores.jobQueue(), Duration.ofDays(30));
    private final JournalSealer sealer = new JournalSealer(
            platform.stores.transactions(),
            platform.stores.chain(),
            platform.stores.checkpoints(),
            platform.key,
            platform.clock);
    private final Holds holds = new Holds(platform.stores.holds());
    private final ErasureJob erasure = new ErasureJob(rows, platform.stores.personalEntries(), sealer, holds);
    private final ErasureService erasures =
            new ErasureService(platform.gate, platform.stores.users(), platform.stores.roles(), jobs, erasure, holds);
    private final Archives archives =
            new Archives(platform.stores.archives(), rows, jobs, new ArchiveLimits(Duration.ofDays(7), 1 << 20));
    private final ExportService exports = new ExportService(platform.gate, platform.stores.users(), archives);
    private final JobRunner runner = new JobRunner(
            platform.gate,
            platform.directory,
            jobs,
            Stream.<JobKind>concat(Stream.of(erasure), archives.kinds().stream())
                    .toList(),
            platform.clock);
    private final JobService jobService =
            new JobService(platform.gate, jobs, new Cursors(platform.key, platform.clock));

    /** A table with rows of a person, of which a step removes two. */
    private static final class Rows extends NoRows {
        private int left = 6;

        @Override
        public int removeOf(TenantScope scope, UUID person, int limit) {
            int some = Math.min(2, left);
            left -= some;
            return some;
        }
    }

    @Test
    void anErasureThatAHoldStopsHalfWayGoesOnWhereItWasWhenTheHoldHasEnded() {
        Caller ada = platform.user(owner, "ada@acme.example.org", "MEMBER");
        UserId id = new UserId(ada.actor().id());
        Job job = erasures.erase(owner, id);
        steps(1);
        assertThat(rows.left).isEqualTo(4);
        LegalHold hold = hold();
        platform.stores.holds().add(acme.id(), hold);

        runner.run(() -> false);

        assertThat(jobService.get(owner, job.id())).satisfies(stopped -> {
            assertThat(stopped.state()).isEqualTo(State.FAILED);
            assertThat(stopped.failure()).contains(HELD);
        });
        assertThat(rows.left).isEqualTo(4);
        assertThat(details(id)).isNotEmpty();
        assertThatThrownBy(() -> erasures.erase(owner, id))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("tenant.on_hold"));

        jobService.retry(owner, job.id());
        runner.run(() -> false);
        assertThat(jobService.get(owner, job.id()).failure()).contains(HELD);
        assertThat(rows.left).isEqualTo(4);

        assertThat(platform.stores.holds().end(acme.id(), ended(hold))).isTrue();
        jobService.retry(owner, job.id());
        runner.run(() -> false);

        assertThat(jobService.get(owner, job.id()).state()).isEqualTo(State.SUCCEEDED);
        assertThat(rows.left).isZero();
        assertThat(details(id)).isEmpty();
        sealer.seal(acme);
        assertThat(new ChainVerifier(
                                platform.stores.chain(),
                                platform.stores.checkpoints(),
                                platform.stores.cuts(),
                                SignatureCheck.of(platform.key))
                        .verify(acme)
                        .fault())
                .isEmpty();
    }

    @Test
    void anExportIsBegunAndEndsInATenantThatIsReadOnly() {
        UserId id = new UserId(owner.actor().id());
        platform.tenants.makeReadOnly(operator, acme.id());
        Caller closed = platform.signIn("acme", "owner@acme.example.org");
        assertThatThrownBy(() -> platform.settings.put(closed, "locale", new NewValue("de")))
                .isInstanceOf(Denied.class);

        List<Export> begun = List.of(exports.start(closed), exports.start(closed, id), exports.startOwn(closed));
        runner.run(() -> false);

        assertThat(begun)
                .allMatch(export -> exports.get(closed, export.id()).ready())
                .hasSize(3);
    }

    @Test
    void anErasureIsBegunAndEndsInATenantThatIsReadOnly() {
        Caller ada = platform.user(owner, "ada@acme.example.org", "MEMBER");
        platform.tenants.makeReadOnly(operator, acme.id());
        Caller closed = platform.signIn("acme", "owner@acme.example.org");

        Job job = erasures.erase(closed, new UserId(ada.actor().id()));
        runner.run(() -> false);

        assertThat(jobService.get(closed, job.id()).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anExportEndsInATenantThatIsSuspendedMeanwhile() {
        Export export = exports.start(owner);
        platform.tenants.suspend(operator, acme.id());

        runner.run(() -> false);

        assertThat(jobs.find(acme, export.id()).map(Job::state)).contains(State.SUCCEEDED);
    }

    @Test
    void operatorsExportATenantThatIsSuspended() {
        ImportJob imports =
                new ImportJob(rows, platform.stores.archives(), platform.stores.users(), platform.addresses);
        TenantArchiveService operators = new TenantArchiveService(
                platform.gate,
                platform.directory,
                archives,
                new Intake(platform.gate, archives, rows, jobs, imports),
                jobs);
        platform.tenants.suspend(operator, acme.id());

        Export export = operators.export(operator, acme.id());
        runner.run(() -> false);

        assertThat(operators.exported(operator, acme.id(), export.id()).ready()).isTrue();
    }

    @Test
    void anExportIsListedAmongJobsAndCancelled() {
        Export export = exports.start(owner);
        JobFilter waiting = new JobFilter(Optional.of(State.QUEUED), Optional.of(ExportJob.OF_TENANT));
        PageRequest page = new PageRequest(Optional.empty(), 10);
        assertThat(jobService.list(owner, waiting, page).items())
                .extracting(Job::id)
                .containsExactly(export.id());

        jobService.cancel(owner, export.id());
        runner.run(() -> false);

        assertThat(jobService.get(owner, export.id()).state()).isEqualTo(State.CANCELLED);
        assertThat(exports.get(owner, export.id()).ready()).isFalse();
        assertThatThrownBy(() -> exports.download(owner, export.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("export.not_ready"));
    }

    @Test
    void anotherMayNotBeginOneBecauseTheTenantIsReadOnly() {
        platform.user(owner, "viewer@acme.example.org", "VIEWER");
        platform.tenants.makeReadOnly(operator, acme.id());
        Caller viewer = platform.signIn("acme", "viewer@acme.example.org");

        assertThatThrownBy(() -> exports.start(viewer)).isInstanceOf(Denied.class);
    }

    /** So many steps of a job, and no more. */
    private void steps(int many) {
        int[] asked = {0};
        runner.run(() -> asked[0]++ > many);
    }

    /** Entries about somebody, or by them, that still have details. */
    private List<JournalEntry> details(UserId person) {
        return platform.journal(owner).stream()
                .filter(entry -> !entry.action().equals("user.erased"))
                .filter(entry -> Stream.of(entry.actor().id(), entry.target()).anyMatch(person.value()::equals))
                .filter(entry -> !entry.changes().isEmpty())
                .toList();
    }

    private LegalHold hold() {
        return new LegalHold(
                new LegalHoldId(platform.ids.get()),
                "Claim 4711 of a customer",
                operator.actor().id(),
                platform.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private LegalHold ended(LegalHold hold) {
        return new LegalHold(
                hold.id(),
                hold.reason(),
                hold.setBy(),
                hold.setAt(),
                Optional.of("The claim was withdrawn"),
                Optional.of(operator.actor().id()),
                Optional.of(platform.clock.instant()));
    }
}
