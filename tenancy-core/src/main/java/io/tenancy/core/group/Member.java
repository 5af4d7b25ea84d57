package io.tenancy.core.group;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;
import java.time.Instant;

/** A user who is in a group, since when. */
public record Member(UserId user, Instant addedAt) {
    public Member {
        requireNonNull(user);
        requireNonNull(addedAt);
    }
}
