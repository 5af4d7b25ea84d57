package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Position;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobQueue;
import io.tenancy.core.job.QueueFilter;
import io.tenancy.core.job.QueuedJob;
import io.tenancy.core.tenant.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link JobQueue} does. */
public abstract class JobQueueContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final Instant END = T0.plusSeconds(1_000_000_000);

    @BeforeEach
    final void empty() {
        Optional<QueuedJob> left = queue().claim(END, END);
        while (left.isPresent()) {
            queue().remove(left.get());
            left = queue().claim(END, END);
        }
    }

    @Test
    void givesTheJobThatIsDueForTheLongestTimeAndKeepsItForItsTaker() {
        QueuedJob young = put(T0);
        QueuedJob old = put(T0.minusSeconds(1));
        put(T0.plusSeconds(1));

        assertThat(queue().claim(T0, LATER)).contains(taken(old, 1, LATER));
        assertThat(queue().claim(T0, LATER)).contains(taken(young, 1, LATER));
        assertThat(queue().claim(T0, LATER)).isEmpty();
    }

    @Test
    void givesAJobAgainThatNobodyHasFinished() {
        put(T0);
        QueuedJob dead = queue().claim(T0, LATER).orElseThrow();

        QueuedJob mine = queue().claim(LATER, END).orElseThrow();

        assertThat(mine.tries()).isEqualTo(2);
        assertThat(queue().update(dead)).isFalse();
        assertThat(queue().remove(dead)).isFalse();
        assertThat(queue().update(mine)).isTrue();
        assertThat(queue().remove(mine)).isTrue();
        assertThat(queue().remove(mine)).isFalse();
    }

    @Test
    void takesAJobFromItsTakerThatIsPutAnew() {
        QueuedJob job = put(T0);
        QueuedJob mine = queue().claim(T0, LATER).orElseThrow();

        queue().put(job);

        assertThat(queue().update(mine)).isFalse();
        assertThat(queue().claim(T0, LATER).map(QueuedJob::tries)).contains(3);
    }

    @Test
    void givesEachJobToOneOfMany() {
        List<UUID> added =
                Stream.generate(() -> put(T0).job().value()).limit(12).toList();

        List<List<UUID>> taken = AtOnce.run(4, thread -> {
            List<UUID> mine = new ArrayList<>();
            Optional<QueuedJob> next = queue().claim(T0, LATER);
            while (next.isPresent()) {
                mine.add(next.get().job().value());
                next = queue().claim(T0, LATER);
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void listsOpenJobsWithoutGapsOrRepeats() {
        List<QueuedJob> added = Stream.generate(() -> put(T0)).limit(5).toList();
        QueuedJob ended = put(T0);
        queue().put(new QueuedJob(ended.tenant(), ended.job(), ended.kind(), 0, 0, T0, T0, false));

        List<QueuedJob> first = queue().list(QueueFilter.ALL, Optional.empty(), 3);
        Position last = new Position("", first.get(2).job().value());
        List<QueuedJob> second = queue().list(QueueFilter.ALL, Optional.of(last), 3);

        assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyInAnyOrderElementsOf(added);
        assertThat(first).hasSize(3);
    }

    @Test
    void findsOpenJobsByTenantKindAndFailure() {
        QueuedJob ours = put(T0);
        QueuedJob theirs =
                new QueuedJob(globex().id(), new JobId(TestTenants.newId()), "tenant-export", 0, 3, T0, T0, true);
        queue().put(theirs);

        assertThat(list(new QueueFilter(Optional.of(acme().id()), Optional.empty(), false)))
                .containsExactly(ours);
        assertThat(list(new QueueFilter(Optional.empty(), Optional.of("tenant-export"), false)))
                .containsExactly(theirs);
        assertThat(list(new QueueFilter(Optional.empty(), Optional.empty(), true)))
                .containsExactly(theirs);
        assertThat(list(new QueueFilter(Optional.of(acme().id()), Optional.of("tenant-export"), false)))
                .isEmpty();
        assertThat(list(QueueFilter.ALL)).containsExactlyInAnyOrder(ours, theirs);
    }

    private List<QueuedJob> list(QueueFilter filter) {
        return queue().list(filter, Optional.empty(), 10);
    }

    @Test
    void isPutWithTheTransactionOfATenantBesideTheCatalogue() {
        assertThatThrownBy(() -> commit(acme(), () -> {
                    put(T0);
                    throw new IllegalStateException("The work fails.");
                }))
                .isInstanceOf(IllegalStateException.class);

        boolean isBeside = !(acme().placement() instanceof Placement.Database)
                && acme().placement().store().equals("main");
        assertThat(queue().list(QueueFilter.ALL, Optional.empty(), 10)).hasSize(isBeside ? 0 : 1);
    }

    private QueuedJob put(Instant dueAt) {
        QueuedJob job =
                new QueuedJob(acme().id(), new JobId(TestTenants.newId()), "user-import", 0, 0, T0, dueAt, true);
        queue().put(job);
        return job;
    }

    private static QueuedJob taken(QueuedJob job, int tries, Instant until) {
        return new QueuedJob(job.tenant(), job.job(), job.kind(), tries, 0, job.queuedAt(), until, true);
    }

    private JobQueue queue() {
        return stores().jobQueue();
    }
}
