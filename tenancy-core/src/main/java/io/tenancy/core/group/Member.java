package io.tenancy.core.group;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.user.UserId;
import java.time.Instant;

/** A user who is in a group, with what people know them by, since when. */
public record Member(UserId user, String name, String email, Instant addedAt) {
    public Member {
        requireNonNull(user);
        requireNonNull(name);
        requireNonNull(email);
        requireNonNull(addedAt);
    }
}
