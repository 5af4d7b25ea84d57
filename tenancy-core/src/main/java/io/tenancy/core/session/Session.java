package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign-in of one user, and the family of refresh tokens that descend from it.
 *
 * @param generation how often the refresh token has been rotated; the first one is of generation 0
 * @param seed 256 random bits in hexadecimal, of which, together with the master key, the refresh tokens are made
 * @param refreshedAt when the refresh token that is good now was made
 * @param expiresAt when the session ends, however much it is used
 * @param assurance how the user has proved who they are
 * @param client from where the session was used last
 */
public record Session(
        SessionId id,
        UserId user,
        int generation,
        String seed,
        Instant createdAt,
        Instant refreshedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Assurance assurance,
        Client client) {
    public Session {
        requireNonNull(id);
        requireNonNull(user);
        requireNonNull(seed);
        requireNonNull(createdAt);
        requireNonNull(refreshedAt);
        requireNonNull(expiresAt);
        requireNonNull(revokedAt);
        requireNonNull(assurance);
        requireNonNull(client);
    }

    /**
     * Whether the session was neither ended nor left unused for longer than {@code idle}. A tenant that has become
     * stricter since it began ends it after {@code life}.
     */
    public boolean isLive(Instant now, Duration idle, Duration life) {
        return revokedAt.isEmpty()
                && now.isBefore(expiresAt)
                && now.isBefore(createdAt.plus(life))
                && now.isBefore(refreshedAt.plus(idle));
    }

    /** The same session, whose user has proved anew who they are. */
    public Session with(Assurance renewed) {
        return new Session(id, user, generation, seed, createdAt, refreshedAt, expiresAt, revokedAt, renewed, client);
    }

    @Override
    public String toString() {
        return "Session[" + id.value() + "]";
    }
}
