package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a webhook is.
 *
 * @param position the place in the chain of the journal up to which everything is dealt with
 * @param failures how often in a row what is next has failed
 * @param nextAt when it is tried again
 * @param delivery that of what has failed
 * @param replay the replay that it belongs to, if it is one
 */
public record Progress(
        long position,
        int failures,
        Optional<Instant> failingSince,
        Optional<Instant> nextAt,
        Optional<DeliveryId> delivery,
        Optional<ReplayId> replay) {
    public Progress {
        requireNonNull(failingSince);
        requireNonNull(nextAt);
        requireNonNull(delivery);
        requireNonNull(replay);
    }

    /** Everything up to a place is dealt with, and nothing fails. */
    public static Progress at(long position) {
        return new Progress(position, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Progress failed(Delivery failed, Instant now, Optional<ReplayId> of) {
        return new Progress(
                position,
                failures + 1,
                Optional.of(failingSince.orElse(now)),
                failed.nextAttemptAt(),
                Optional.of(failed.id()),
                of);
    }

    /** The same, to be tried now. */
    Progress due() {
        return new Progress(position, failures, failingSince, Optional.empty(), delivery, replay);
    }

    /** The same from another place on. */
    Progress movedTo(long place) {
        return new Progress(place, failures, failingSince, nextAt, delivery, replay);
    }
}
