package io.tenancy.core.job;

import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Work;
import io.tenancy.core.invitation.UserImport;
import io.tenancy.core.job.Job.Refusal;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JobRunnerTest {
    private static final BooleanSupplier NEVER = new AtomicBoolean()::get;
    private static final PageRequest PAGE = new PageRequest(Optional.empty(), 50);
    private static final Duration KEPT = Duration.ofDays(30);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller owner = platform.owner("acme");

    @Test
    void importsUsersInStepsAndSaysWhatWasRefused() {
        Job job = start(lines(120, "x"));
        assertThat(job.state()).isEqualTo(State.QUEUED);
        assertThat(job.total()).isEqualTo(121);
        assertThat(platform.jobs.queue(operator, QueueFilter.ALL, PAGE).items())
                .extracting(QueuedJob::job)
                .containsExactly(job.id());

        assertThat(platform.jobRunner.run(NEVER)).isEqualTo(1);

        Job done = platform.jobs.get(owner, job.id());
        assertThat(done.state()).isEqualTo(State.SUCCEEDED);
        assertThat(done.done()).isEqualTo(121);
        assertThat(done.refusals()).containsExactly(new Refusal(121, "email.malformed"));
        assertThat(imported()).isEqualTo(120);
        assertThat(platform.jobs.queue(operator, QueueFilter.ALL, PAGE).items()).isEmpty();
        assertThat(platform.actions(owner))
                .contains("job.started", "user.imported")
                .endsWith("job.succeeded");
        assertThat(platform.stores
                        .jobs()
                        .material(platform.scope(owner), job.id())
                        .orElseThrow()
                        .input())
                .isEmpty();
    }

    @Test
    void goesOnBehindTheLastStepWhereANodeHasStopped() {
        Job job = start(lines(120, "x"));
        int[] asked = {0};

        platform.jobRunner.run(() -> asked[0]++ >= 2);
        assertThat(platform.jobs.get(owner, job.id()).state()).isEqualTo(State.RUNNING);
        assertThat(platform.jobs.get(owner, job.id()).done()).isEqualTo(50);
        platform.jobRunner.run(NEVER);

        assertThat(platform.jobs.get(owner, job.id()).refused()).isEqualTo(1);
        assertThat(imported()).isEqualTo(120);
    }

    @Test
    void manyNodesDoNoStepTwice() {
        List<Job> jobs = IntStream.range(0, 4)
                .mapToObj(number -> start(lines(60, "n" + number)))
                .toList();

        AtOnce.run(4, number -> platform.jobRunner.run(NEVER));

        jobs.forEach(
                job -> assertThat(platform.jobs.get(owner, job.id()).refused()).isEqualTo(1));
        assertThat(imported()).isEqualTo(4 * 60);
    }

    @Test
    void cancelsAJobBetweenTwoSteps() {
        Job job = start(lines(120, "x"));
        int[] asked = {0};
        platform.jobRunner.run(() -> asked[0]++ >= 2);

        Job cancelled = platform.jobs.cancel(owner, job.id());
        platform.jobRunner.run(NEVER);

        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(platform.jobs.get(owner, job.id())).isEqualTo(cancelled);
        assertThat(imported()).isEqualTo(50);
        assertThatThrownBy(() -> platform.jobs.cancel(owner, job.id())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> platform.jobs.retry(owner, job.id())).isInstanceOf(Conflict.class);
    }

    @Test
    void aStepThatFailsLeavesNothingAndIsTriedAgainUntilItIsGivenUp() {
        Failing kind = new Failing();
        Jobs jobs = new Jobs(platform.stores.jobs(), platform.stores.jobQueue(), KEPT);
        JobRunner runner = new JobRunner(platform.gate, platform.directory, jobs, List.of(kind), platform.clock);
        Job job = platform.gate.act(scope(), owner.actor(), work -> jobs.start(work, kind, owner.actor(), "input", 1));

        for (int i = 0; i < JobRunner.MOST_FAILURES; i++) {
            assertThat(platform.jobs.get(owner, job.id()).state()).isEqualTo(State.QUEUED);
            runner.run(NEVER);
            platform.clock.advance(Duration.ofHours(2));
        }

        Job failed = platform.jobs.get(owner, job.id());
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure().orElseThrow()).doesNotContain("secret");
        assertThat(platform.stores.settings().list(scope())).isEmpty();

        kind.works = true;
        assertThat(platform.jobs.retry(owner, job.id()).state()).isEqualTo(State.QUEUED);
        runner.run(NEVER);
        assertThat(platform.jobs.get(owner, job.id()).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void refusesTheLinesThatAreLeftWhenTheAskerMayNotImportAnyMore() {
        platform.user(owner, "second@acme.example.org", "OWNER");
        Caller asker = platform.signIn("acme", "second@acme.example.org");
        Job job = platform.imports.start(asker, new UserImport(lines(60, "x")));

        platform.users.disable(owner, new UserId(asker.actor().id()));
        platform.jobRunner.run(NEVER);

        Job done = platform.jobs.get(owner, job.id());
        assertThat(done.refused()).isEqualTo(61);
        assertThat(done.refusals().get(0)).isEqualTo(new Refusal(1, "access.escalation"));
    }

    @Test
    void waitsWhileTheTenantIsReadOnly() {
        Job job = start(lines(1, "x"));
        platform.tenants.makeReadOnly(operator, platform.scope(owner).id());

        platform.jobRunner.run(NEVER);
        assertThat(platform.jobs.get(owner, job.id()).state()).isEqualTo(State.QUEUED);
        platform.tenants.resume(operator, platform.scope(owner).id());
        platform.clock.advance(Duration.ofMinutes(10));
        platform.jobRunner.run(NEVER);

        assertThat(platform.stores.jobs().find(scope(), job.id()).orElseThrow().state())
                .isEqualTo(State.SUCCEEDED);
    }

    @Test
    void forgetsAJobWhenItsTimeIsOver() {
        Job job = start(lines(1, "x"));
        platform.jobRunner.run(NEVER);

        platform.clock.advance(KEPT.minusSeconds(1));
        platform.jobRunner.run(NEVER);
        assertThat(platform.stores.jobs().find(scope(), job.id())).isPresent();
        platform.clock.advance(Duration.ofSeconds(1));
        platform.jobRunner.run(NEVER);

        assertThat(platform.stores.jobs().find(scope(), job.id())).isEmpty();
        assertThat(platform.jobRunner.run(NEVER)).isZero();
    }

    @Test
    void aTenantHasOnlySoManyOpenJobs() {
        for (int i = 0; i < Jobs.MOST_OPEN; i++) {
            start(lines(1, "n" + i));
        }

        assertThatThrownBy(() -> start(lines(1, "x")))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("job.too_many"));
    }

    @Test
    void anotherTenantsJobIsNotFound() {
        Job job = start(lines(1, "x"));
        Caller globex = platform.owner("globex");

        assertThatThrownBy(() -> platform.jobs.get(globex, job.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.jobs.cancel(globex, job.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.jobs.retry(globex, job.id())).isInstanceOf(NotFound.class);
        assertThat(platform.jobs
                        .list(globex, new JobFilter(Optional.empty(), Optional.empty()), PAGE)
                        .items())
                .isEmpty();
    }

    private Job start(List<UserImport.Line> lines) {
        return platform.imports.start(owner, new UserImport(lines));
    }

    /** So many good lines, and a bad one behind them. */
    private List<UserImport.Line> lines(int number, String prefix) {
        Optional<Secret> hash = Optional.of(new Secret(platform.passwords.hash(PASSWORD)));
        List<UserImport.Line> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            lines.add(line(prefix + i + "@acme.example.org", hash));
        }
        lines.add(line("no address", hash));
        return lines;
    }

    private static UserImport.Line line(String email, Optional<Secret> hash) {
        return new UserImport.Line(
                Optional.of(email), Optional.of("Näme, of one"), Optional.of(Set.of("VIEWER")), hash);
    }

    private TenantScope scope() {
        return platform.scope(owner);
    }

    private long imported() {
        return IntStream.range(0, 4 * 60)
                .boxed()
                .flatMap(i -> Stream.of("x", "n0", "n1", "n2", "n3").map(prefix -> prefix + i + "@acme.example.org"))
                .filter(email ->
                        platform.stores.users().findByEmail(scope(), email).isPresent())
                .count();
    }

    /** Changes a setting, and fails after that until it is told to work. */
    private final class Failing implements JobKind {
        private boolean works;

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public boolean restsWhileClosed() {
            return true;
        }

        @Override
        public Step step(Work work, Job job, Material material) {
            if (!works) {
                platform.stores.settings().put(work.scope(), new SetValue("locale", "de", work.now()));
                throw new IllegalStateException("secret");
            }
            return new Step("", 1, List.of(), true);
        }
    }
}
