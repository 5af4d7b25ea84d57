package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Work of a tenant that goes on without a request.
 *
 * @param kind what it does, as {@code user-import}
 * @param done how many of its items are dealt with, refused ones included
 * @param total how many items it has
 * @param refusals the first items that were refused, 1,000 at most
 * @param createdBy who has asked for it
 * @param failure why it failed, a sentence
 */
public record Job(
        JobId id,
        String kind,
        State state,
        int done,
        int total,
        int refused,
        List<Refusal> refusals,
        Actor createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> failure,
        long version)
        implements Versioned {

    /** How many refusals a job keeps; the others are counted. */
    public static final int MOST_REFUSALS = 1_000;

    /** Where a job is. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** Whether nothing happens to it any more by itself. */
        public boolean isEnd() {
            return switch (this) {
                case QUEUED, RUNNING -> false;
                case SUCCEEDED, FAILED, CANCELLED -> true;
            };
        }
    }

    /**
     * An item that was refused.
     *
     * @param item its number, from 1
     * @param code why, as of a problem
     */
    public record Refusal(int item, String code) {
        public Refusal {
            requireNonNull(code);
        }
    }

    public Job {
        requireNonNull(id);
        requireNonNull(kind);
        requireNonNull(state);
        refusals = List.copyOf(refusals);
        requireNonNull(createdBy);
        requireNonNull(createdAt);
        requireNonNull(startedAt);
        requireNonNull(endedAt);
        requireNonNull(failure);
        if (done < 0 || done > total || refused > done || refusals.size() > Math.min(refused, MOST_REFUSALS)) {
            throw new IllegalArgumentException("A job does not do more than it has to: " + done + " of " + total);
        }
        if (state.isEnd() != endedAt.isPresent()) {
            throw new IllegalArgumentException("A job in its end has ended, and no other.");
        }
    }

    static Job queued(JobId id, String kind, int total, Actor createdBy, Instant now) {
        return new Job(
                id,
                kind,
                State.QUEUED,
                0,
                total,
                0,
                List.of(),
                createdBy,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** After a step, the last one where nothing is left to do. */
    Job stepped(JobKind.Step step, Instant now) {
        List<Refusal> all = new ArrayList<>(refusals);
        step.refusals().stream().limit(MOST_REFUSALS - all.size()).forEach(all::add);
        return new Job(
                id,
                kind,
                step.isLast() ? State.SUCCEEDED : State.RUNNING,
                done + step.done(),
                total,
                refused + step.refusals().size(),
                all,
                createdBy,
                createdAt,
                Optional.of(startedAt.orElse(now)),
                step.isLast() ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                version + 1);
    }

    Job in(State next, Instant now, Optional<String> why) {
        return new Job(
                id,
                kind,
                next,
                done,
                total,
                refused,
                refusals,
                createdBy,
                createdAt,
                startedAt,
                next.isEnd() ? Optional.of(now) : Optional.empty(),
                why,
                version + 1);
    }
}
