package io.tenancy.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.task.Task.Body;
import io.tenancy.core.task.Task.Reach;
import io.tenancy.core.task.TaskState.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class TaskRoundsTest {
    private static final Instant T0 = Instant.parse("2026-01-01T10:00:00Z");
    private static final Executor HERE = Runnable::run;

    private Instant now = T0;
    private final TaskBook book = new NodeBook();
    private final List<String> ran = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final TaskWatch watch =
            (task, took, failure) -> heard.add(task.name() + (failure.isPresent() ? " failed" : " done"));

    @Test
    void runsATaskWhenItIsDueAndAgainAfterItsInterval() {
        TaskRounds rounds = node("one", every(Duration.ofMinutes(1), stopping -> ran.add("run")));

        rounds.round(HERE, watch);
        assertThat(ran).isEmpty();
        after(rounds, Duration.ofSeconds(2));
        assertThat(ran).hasSize(1);
        after(rounds, Duration.ofSeconds(59));
        assertThat(ran).hasSize(1);
        after(rounds, Duration.ofSeconds(1));

        assertThat(ran).hasSize(2);
        TaskStatus status = rounds.list().get(0);
        assertThat(status.outcome()).contains(Outcome.SUCCEEDED);
        assertThat(status.succeededAt()).contains(now);
        assertThat(status.node()).contains("one");
        assertThat(status.dueAt()).isEqualTo(now.plusSeconds(60));
        assertThat(heard).containsExactly("a-task done", "a-task done");
    }

    @Test
    void oneNodeRunsATaskOfTheCluster() {
        Queue<Runnable> later = new ArrayDeque<>();
        TaskRounds one = node("one", every(Duration.ofMinutes(1), stopping -> ran.add("one")));
        TaskRounds two = node("two", every(Duration.ofMinutes(1), stopping -> ran.add("two")));
        now = now.plusSeconds(2);

        one.round(later::add, watch);
        two.round(HERE, watch);
        assertThat(two.list().get(0).running()).isTrue();
        later.remove().run();
        two.round(HERE, watch);

        assertThat(ran).containsExactly("one");
    }

    @Test
    void keepsTheLeaseOfATaskThatRuns() {
        Queue<Runnable> later = new ArrayDeque<>();
        TaskRounds one = node("one", every(Duration.ofMinutes(1), stopping -> ran.add("one")));
        TaskRounds two = node("two", every(Duration.ofMinutes(1), stopping -> ran.add("two")));
        now = now.plusSeconds(2);
        one.round(later::add, watch);

        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(10);
            one.round(later::add, watch);
            two.round(HERE, watch);
        }

        assertThat(ran).isEmpty();
        assertThat(later).hasSize(1);
    }

    @Test
    void takesATaskFromANodeThatHasDied() {
        TaskRounds dead = node("dead", every(Duration.ofMinutes(1), stopping -> ran.add("dead")));
        TaskRounds alive = node("alive", every(Duration.ofMinutes(1), stopping -> ran.add("alive")));
        now = now.plusSeconds(2);
        dead.round(task -> {}, watch);

        after(alive, TaskRounds.LEASE.minusSeconds(1));
        assertThat(ran).isEmpty();
        after(alive, Duration.ofSeconds(1));

        assertThat(ran).containsExactly("alive");
    }

    @Test
    void aFailureKeepsTheScheduleWithLongerPausesAndSaysNoInternals() {
        TaskRounds rounds = node("one", every(Duration.ofSeconds(10), stopping -> {
            ran.add("run");
            throw new IllegalStateException("jdbc:postgresql://secret-host");
        }));

        after(rounds, Duration.ofSeconds(2));
        TaskStatus failed = rounds.list().get(0);
        assertThat(failed.outcome()).contains(Outcome.FAILED);
        assertThat(failed.error().orElseThrow()).doesNotContain("secret").contains("log of one");
        assertThat(failed.succeededAt()).isEmpty();
        assertThat(failed.dueAt()).isEqualTo(now.plusSeconds(20));
        after(rounds, Duration.ofSeconds(20));
        after(rounds, Duration.ofSeconds(40));
        after(rounds, Duration.ofSeconds(60));

        assertThat(ran).hasSize(4);
        assertThat(rounds.list().get(0).failures()).isEqualTo(4);
        assertThat(rounds.list().get(0).dueAt()).isEqualTo(now.plusSeconds(60));
        assertThat(heard).containsOnly("a-task failed");
    }

    @Test
    void aRefusalIsShownInItsOwnWords() {
        TaskRounds rounds = node("one", every(Duration.ofSeconds(10), stopping -> {
            throw new Conflict("some.code", "Somebody was faster.");
        }));

        after(rounds, Duration.ofSeconds(2));

        assertThat(rounds.list().get(0).error()).contains("Somebody was faster.");
    }

    @Test
    void aTaskThatTakesTooLongIsAskedToEndAndCountsAsFailed() {
        Queue<Runnable> later = new ArrayDeque<>();
        TaskRounds rounds =
                node("one", every(Duration.ofMinutes(1), stopping -> ran.add("asked " + stopping.getAsBoolean())));
        now = now.plusSeconds(2);
        rounds.round(later::add, watch);

        now = now.plusSeconds(3601);
        rounds.round(later::add, watch);
        later.remove().run();

        assertThat(ran).containsExactly("asked true");
        assertThat(rounds.list().get(0).error()).contains("It took longer than PT1H.");
    }

    @Test
    void aFullExecutorLeavesATaskForTheNextRound() {
        TaskRounds rounds = node("one", every(Duration.ofMinutes(1), stopping -> ran.add("run")));
        now = now.plusSeconds(2);

        rounds.round(
                task -> {
                    throw new RejectedExecutionException("All threads are busy.");
                },
                watch);
        assertThat(ran).isEmpty();
        rounds.round(HERE, watch);

        assertThat(ran).containsExactly("run");
    }

    @Test
    void aTaskOfEachNodeRunsOnEach() {
        Schedule often = new Schedule.Every(Duration.ofMinutes(1), Duration.ofSeconds(2));
        TaskRounds one = node("one", task(often, Reach.NODE, stopping -> ran.add("one")));
        TaskRounds two = node("two", task(often, Reach.NODE, stopping -> ran.add("two")));

        after(one, Duration.ofSeconds(2));
        after(two, Duration.ZERO);

        assertThat(ran).containsExactly("one", "two");
    }

    @Test
    void beginsNothingAnyMoreWhenItIsStopped() {
        Queue<Runnable> later = new ArrayDeque<>();
        TaskRounds rounds =
                node("one", every(Duration.ofMinutes(1), stopping -> ran.add("asked " + stopping.getAsBoolean())));
        now = now.plusSeconds(2);
        rounds.round(later::add, watch);

        rounds.stop();
        later.remove().run();
        after(rounds, Duration.ofHours(1));

        assertThat(ran).containsExactly("asked true");
    }

    @Test
    void isDeclaredOnce() {
        TaskRounds rounds = node("one", every(Duration.ofMinutes(1), stopping -> ran.add("run")));

        assertThatThrownBy(() -> rounds.declare(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDailyTaskIsDueAtItsTimeAndSoonerAgainAfterAFailure() {
        Schedule daily = new Schedule.Daily(LocalTime.of(3, 30));

        assertThat(daily.first(T0)).isEqualTo("2026-01-02T03:30:00Z");
        assertThat(daily.first(Instant.parse("2026-01-01T03:29:59Z"))).isEqualTo("2026-01-01T03:30:00Z");
        assertThat(daily.next(Instant.parse("2026-01-01T03:30:00Z"), 0)).isEqualTo("2026-01-02T03:30:00Z");
        assertThat(daily.next(T0, 1)).isEqualTo(T0.plusSeconds(60));
        assertThat(daily.next(T0, 50)).isEqualTo(T0.plusSeconds(3600));
        assertThat(daily.next(Instant.parse("2026-01-01T03:00:00Z"), 9)).isEqualTo("2026-01-01T03:30:00Z");
        assertThat(daily.text()).isEqualTo("daily at 03:30 UTC");
    }

    private TaskRounds node(String name, Task task) {
        TaskRounds rounds = new TaskRounds(book, name, () -> now);
        rounds.declare(List.of(task));
        return rounds;
    }

    private void after(TaskRounds rounds, Duration time) {
        now = now.plus(time);
        rounds.round(HERE, watch);
    }

    private static Task every(Duration interval, Body body) {
        return task(new Schedule.Every(interval, Duration.ofSeconds(2)), Reach.CLUSTER, body);
    }

    private static Task task(Schedule schedule, Reach reach, Body body) {
        return new Task("a-task", "Does something.", schedule, reach, Duration.ofHours(1), body);
    }
}
