package io.tenancy.core.domain;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.time.Instant;
import java.util.Optional;

/**
 * A domain of a tenant.
 *
 * @param name in small letters, as DNS has it
 * @param status whether the proof was seen
 * @param record the name of the TXT record that proves it
 * @param token what that record has to say
 * @param verifiedAt when the proof was first seen
 * @param missedAt since when the proof of a verified domain is not seen any more
 */
public record Domain(
        DomainId id,
        String name,
        Status status,
        String record,
        String token,
        Instant createdAt,
        Optional<Instant> verifiedAt,
        Optional<Instant> missedAt)
        implements Versioned {
    /** What comes before the name of a domain in that of its record. */
    public static final String CHALLENGE = "_tenancy-challenge.";

    /** Whether a domain counts. */
    public enum Status {
        /** The proof was not seen. */
        PENDING,
        /** The domain is the tenant's, and no other's. */
        VERIFIED
    }

    public Domain {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(status);
        requireNonNull(record);
        requireNonNull(token);
        requireNonNull(createdAt);
        requireNonNull(verifiedAt);
        requireNonNull(missedAt);
    }

    /** A domain as it is kept; the rest follows. */
    public static Domain of(
            DomainId id,
            String name,
            String token,
            Instant createdAt,
            Optional<Instant> verifiedAt,
            Optional<Instant> missedAt) {
        Status status = verifiedAt.isPresent() ? Status.VERIFIED : Status.PENDING;
        return new Domain(id, name, status, CHALLENGE + name, token, createdAt, verifiedAt, missedAt);
    }

    /** The same with another outcome of looking for its proof. */
    public Domain seen(Optional<Instant> verified, Optional<Instant> missed) {
        return of(id, name, token, createdAt, verified, missed);
    }

    public boolean isVerified() {
        return status == Status.VERIFIED;
    }

    @Override
    public Version tag() {
        return Version.ofContent(id.value(), status, verifiedAt, missedAt);
    }
}
