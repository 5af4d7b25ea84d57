package io.tenancy.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How a task stands.
 *
 * @param runs how often it was begun; the number of a run, which only its own end may write down
 * @param failures how often in a row it has failed
 * @param node where it runs, or has run last
 * @param leaseUntil until when nobody else runs it; there while it runs, and after a node has died at it
 */
public record TaskState(
        String name,
        long runs,
        Instant dueAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Outcome> outcome,
        Optional<String> error,
        int failures,
        Optional<Instant> succeededAt,
        Optional<String> node,
        Optional<Instant> leaseUntil) {

    /** How the last run that has ended came to its end. */
    public enum Outcome {
        SUCCEEDED,
        FAILED
    }

    public TaskState {
        requireNonNull(name);
        requireNonNull(dueAt);
        requireNonNull(startedAt);
        requireNonNull(endedAt);
        requireNonNull(outcome);
        requireNonNull(error);
        requireNonNull(succeededAt);
        requireNonNull(node);
        requireNonNull(leaseUntil);
    }

    /** A task that never ran. */
    public static TaskState declared(String name, Instant dueAt) {
        return new TaskState(
                name,
                0,
                dueAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean isRunning(Instant now) {
        return leaseUntil.filter(now::isBefore).isPresent();
    }

    public boolean isDue(Instant now) {
        return !dueAt.isAfter(now) && !isRunning(now);
    }

    public TaskState begun(String where, Instant now, Instant until) {
        return new TaskState(
                name,
                runs + 1,
                dueAt,
                Optional.of(now),
                endedAt,
                outcome,
                error,
                failures,
                succeededAt,
                Optional.of(where),
                Optional.of(until));
    }

    public TaskState extended(Instant until) {
        return new TaskState(
                name, runs, dueAt, startedAt, endedAt, outcome, error, failures, succeededAt, node, Optional.of(until));
    }

    /** One that is asked for now; a run that goes on is followed by another. */
    public TaskState hurried(Instant now) {
        return new TaskState(
                name, runs, now, startedAt, endedAt, outcome, error, failures, succeededAt, node, leaseUntil);
    }

    /**
     * One whose run has ended.
     *
     * @param why why it failed, a sentence; empty where it did not
     */
    public TaskState ended(Instant now, Optional<String> why, Schedule schedule) {
        int inARow = why.isPresent() ? failures + 1 : 0;
        return new TaskState(
                name,
                runs,
                schedule.next(now, inARow),
                startedAt,
                Optional.of(now),
                Optional.of(why.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED),
                why,
                inARow,
                why.isPresent() ? succeededAt : Optional.of(now),
                node,
                Optional.empty());
    }
}
