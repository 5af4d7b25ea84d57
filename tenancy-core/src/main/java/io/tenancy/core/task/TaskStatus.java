package io.tenancy.core.task;

import io.tenancy.core.task.Task.Reach;
import io.tenancy.core.task.TaskState.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A task as operators see it. One that each node runs for itself is shown as it stands on the node that answers.
 *
 * @param error why the last run failed, a sentence
 * @param failures how often in a row it has failed
 * @param node where it runs, or has run last
 */
public record TaskStatus(
        String name,
        String summary,
        String schedule,
        Reach reach,
        boolean running,
        Optional<String> node,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Outcome> outcome,
        Optional<String> error,
        int failures,
        Optional<Instant> succeededAt,
        Instant dueAt) {

    static TaskStatus of(Task task, TaskState state, Instant now) {
        return new TaskStatus(
                task.name(),
                task.summary(),
                task.schedule().text(),
                task.reach(),
                state.isRunning(now),
                state.node(),
                state.startedAt(),
                state.endedAt(),
                state.outcome(),
                state.error(),
                state.failures(),
                state.succeededAt(),
                state.dueAt());
    }
}
