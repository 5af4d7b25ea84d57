package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.access.Actor;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.Refusal;
import io.tenancy.core.job.Job.State;
import io.tenancy.core.job.JobFilter;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind.Material;
import io.tenancy.core.job.JobStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link JobStore} does. */
public abstract class JobStoreContract extends StoreContract {
    private static final JobFilter ALL = new JobFilter(Optional.empty(), Optional.empty());

    private final Actor asker = new Actor(Actor.Kind.USER, TestTenants.newId());

    @Test
    void findsWhatWasAdded() {
        Job job = add(acme());

        assertThat(jobs().find(acme(), job.id())).contains(job);
        assertThat(jobs().material(acme(), job.id())).contains(new Material("the input", ""));
        assertThat(jobs().find(acme(), new JobId(TestTenants.newId()))).isEmpty();
        assertThat(jobs().material(acme(), new JobId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Job job = add(acme());

        assertThat(jobs().find(globex(), job.id())).isEmpty();
        assertThat(jobs().material(globex(), job.id())).isEmpty();
        assertThat(jobs().list(globex(), ALL, Optional.empty(), 10)).isEmpty();
        assertThat(jobs().open(globex())).isZero();
        assertThat(jobs().update(globex(), in(job, State.RUNNING, 2), Optional.empty()))
                .isFalse();
        assertThat(jobs().remove(globex(), job.id())).isFalse();

        assertThat(jobs().find(acme(), job.id())).contains(job);
    }

    @Test
    void replacesTheVersionBeforeAlone() {
        Job job = add(acme());
        Job running = in(job, State.RUNNING, 2);

        assertThat(AtOnce.run(4, number -> jobs().update(acme(), running, Optional.of("at 7"))))
                .containsOnlyOnce(true);

        assertThat(jobs().find(acme(), job.id())).contains(running);
        assertThat(jobs().material(acme(), job.id())).contains(new Material("the input", "at 7"));
    }

    @Test
    void forgetsWhatASucceededJobWorkedOnAndNotWhatAFailedOneDid() {
        Job good = add(acme());
        Job bad = add(acme());
        jobs().update(acme(), in(bad, State.RUNNING, 2), Optional.of("at 7"));

        assertThat(jobs().update(acme(), in(good, State.SUCCEEDED, 2), Optional.of("at 9")))
                .isTrue();
        assertThat(jobs().update(acme(), in(bad, State.FAILED, 3), Optional.empty()))
                .isTrue();

        assertThat(jobs().material(acme(), good.id())).contains(new Material("", ""));
        assertThat(jobs().material(acme(), bad.id())).contains(new Material("the input", "at 7"));
        assertThat(jobs().open(acme())).isZero();
    }

    @Test
    void listsTheYoungestFirstByStateAndKind() {
        List<Job> added =
                new ArrayList<>(Stream.generate(() -> add(acme())).limit(5).toList());
        Collections.reverse(added);
        Job ended = in(added.get(0), State.CANCELLED, 2);
        jobs().update(acme(), ended, Optional.empty());
        added.set(0, ended);

        List<Job> first = jobs().list(acme(), ALL, Optional.empty(), 2);
        Position last = new Position("", first.get(1).id().value());
        List<Job> second = jobs().list(acme(), ALL, Optional.of(last), 10);

        assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyElementsOf(added);
        assertThat(jobs().list(acme(), filter(State.CANCELLED, "a-kind"), Optional.empty(), 10))
                .containsExactly(ended);
        assertThat(jobs().list(acme(), filter(State.QUEUED, "other"), Optional.empty(), 10))
                .isEmpty();
        assertThat(jobs().open(acme())).isEqualTo(4);
    }

    @Test
    void removesAJob() {
        Job job = add(acme());

        assertThat(jobs().remove(acme(), job.id())).isTrue();
        assertThat(jobs().remove(acme(), job.id())).isFalse();

        assertThat(jobs().find(acme(), job.id())).isEmpty();
    }

    private static JobFilter filter(State state, String kind) {
        return new JobFilter(Optional.of(state), Optional.of(kind));
    }

    private Job add(TenantScope scope) {
        Job job = job(new JobId(TestTenants.newId()), State.QUEUED, 1);
        commit(scope, () -> jobs().add(scope, job, "the input"));
        return job;
    }

    private Job in(Job job, State state, long version) {
        return job(job.id(), state, version);
    }

    private Job job(JobId id, State state, long version) {
        return new Job(
                id,
                "a-kind",
                state,
                state == State.QUEUED ? 0 : 2,
                10,
                state == State.QUEUED ? 0 : 1,
                state == State.QUEUED ? List.of() : List.of(new Refusal(2, "user.email_taken")),
                asker,
                T0,
                state == State.QUEUED ? Optional.empty() : Optional.of(T0),
                state.isEnd() ? Optional.of(T0.plusSeconds(9)) : Optional.empty(),
                state == State.FAILED ? Optional.of("It failed.") : Optional.empty(),
                version);
    }

    private JobStore jobs() {
        return stores().jobs();
    }
}
