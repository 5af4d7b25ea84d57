package io.tenancy.core.once;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that is done once.
 *
 * @param digest of the caller and the key that the request came with
 * @param fingerprint a keyed digest of all that was asked
 * @param attempt which of the requests with this key does the work
 * @param leaseUntil until when that one is thought to be at it; after that another may begin where nothing is done yet
 * @param expiresAt from when on the key is as if it had never been used
 * @param worked whether the work is done; committed together with it
 * @param answer what was answered, sealed; empty until that is known
 */
public record KeptRequest(
        String digest,
        String fingerprint,
        UUID attempt,
        Instant leaseUntil,
        Instant expiresAt,
        boolean worked,
        Optional<String> answer) {
    public KeptRequest {
        requireNonNull(digest);
        requireNonNull(fingerprint);
        requireNonNull(attempt);
        requireNonNull(leaseUntil);
        requireNonNull(expiresAt);
        requireNonNull(answer);
    }
}
