package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.task.Schedule;
import io.tenancy.core.task.TaskBook;
import io.tenancy.core.task.TaskState;
import io.tenancy.core.task.TaskState.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link TaskBook} does. */
public abstract class TaskBookContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(20);
    private static final Schedule MINUTELY = new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO);

    /** Databases are shared by tests, so each has a task of its own. */
    private final String name = "task-" + TestTenants.newId().toString().substring(0, 30);

    @Test
    void keepsATaskThatIsDeclaredAgain() {
        book().declare(TaskState.declared(name, T0));
        TaskState begun = book().begin(name, "one", T0, LATER).orElseThrow();

        book().declare(TaskState.declared(name, LATER));

        assertThat(book().find(name)).contains(begun);
        assertThat(book().list()).contains(begun);
    }

    @Test
    void isBegunByOneOfMany() {
        book().declare(TaskState.declared(name, T0));

        assertThat(book().due(T0.minusSeconds(1))).doesNotContain(name);
        assertThat(book().due(T0)).contains(name);
        assertThat(AtOnce.run(8, number -> book().begin(name, "node", T0, LATER).isPresent()))
                .containsOnlyOnce(true);
        assertThat(book().due(T0)).doesNotContain(name);
    }

    @Test
    void isTakenFromANodeThatHasDied() {
        book().declare(TaskState.declared(name, T0));
        TaskState dead = book().begin(name, "one", T0, LATER).orElseThrow();

        assertThat(book().begin(name, "two", LATER.minusMillis(1), LATER)).isEmpty();
        TaskState mine = book().begin(name, "two", LATER, LATER.plusSeconds(20)).orElseThrow();

        assertThat(mine.runs()).isEqualTo(2);
        assertThat(mine.node()).contains("two");
        assertThat(book().extend(name, dead.runs(), LATER)).isFalse();
        assertThat(book().end(dead.ended(LATER, Optional.empty(), MINUTELY))).isFalse();
        assertThat(book().find(name)).contains(mine);
    }

    @Test
    void isKeptForLonger() {
        book().declare(TaskState.declared(name, T0));
        TaskState begun = book().begin(name, "one", T0, LATER).orElseThrow();

        assertThat(book().extend(name, begun.runs(), LATER.plusSeconds(20))).isTrue();

        assertThat(book().due(LATER)).doesNotContain(name);
        assertThat(book().due(LATER.plusSeconds(20))).contains(name);
    }

    @Test
    void remembersHowItsLastRunEnded() {
        book().declare(TaskState.declared(name, T0));
        TaskState begun = book().begin(name, "one", T0, LATER).orElseThrow();

        assertThat(book().end(begun.ended(LATER, Optional.of("It failed."), MINUTELY)))
                .isTrue();

        TaskState failed = book().find(name).orElseThrow();
        assertThat(failed.outcome()).contains(Outcome.FAILED);
        assertThat(failed.error()).contains("It failed.");
        assertThat(failed.failures()).isEqualTo(1);
        assertThat(failed.endedAt()).contains(LATER);
        assertThat(failed.succeededAt()).isEmpty();
        assertThat(failed.leaseUntil()).isEmpty();
        assertThat(failed.dueAt()).isEqualTo(LATER.plusSeconds(60));
    }

    @Test
    void runsOnceMoreWhereItWasAskedForMeanwhile() {
        book().declare(TaskState.declared(name, T0));
        TaskState begun = book().begin(name, "one", T0, LATER).orElseThrow();

        assertThat(book().hurry(name, T0.plusSeconds(5))).isTrue();
        assertThat(book().due(T0.plusSeconds(5))).doesNotContain(name);
        book().end(begun.ended(T0.plusSeconds(10), Optional.empty(), MINUTELY));

        assertThat(book().due(T0.plusSeconds(10))).contains(name);
        assertThat(book().hurry("task-unknown", T0)).isFalse();
    }

    private TaskBook book() {
        return stores().tasks();
    }
}
