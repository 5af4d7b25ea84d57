package io.tenancy.core.support;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One stay of an operator in a tenant, as the tenant keeps it.
 *
 * @param operator a user of the platform's own tenant
 * @param email the operator's e-mail address when the visit began, because the tenant cannot look it up
 * @param access how much the operator may do
 * @param reason why, in the operator's words
 * @param expiresAt when it ends, an hour after it began at the latest
 * @param endedAt when somebody ended it before that
 */
public record Visit(
        VisitId id,
        UserId operator,
        String email,
        Access access,
        String reason,
        Instant startedAt,
        Instant expiresAt,
        Optional<Instant> endedAt) {
    /** How much an operator may do in a tenant. */
    public enum Access {
        /** Reads what administrators read. */
        READ,
        /** And changes users' names and status, settings, and what the application lets administrators change. */
        WRITE
    }

    /**
     * What a visit stands on: it ends when this does.
     *
     * @param platform the operators' tenant
     * @param session the session in it from which the operator has entered
     */
    public record Origin(TenantId platform, SessionId session) {
        public Origin {
            requireNonNull(platform);
            requireNonNull(session);
        }
    }

    public Visit {
        requireNonNull(id);
        requireNonNull(operator);
        requireNonNull(email);
        requireNonNull(access);
        requireNonNull(reason);
        requireNonNull(startedAt);
        requireNonNull(expiresAt);
        requireNonNull(endedAt);
    }

    /** Whether another one is what the same operator wanted in the same words, whenever that was. */
    boolean isRepeatedBy(Visit other) {
        return operator.equals(other.operator)
                && access == other.access
                && reason.equals(other.reason)
                && Duration.between(startedAt, expiresAt).equals(Duration.between(other.startedAt, other.expiresAt));
    }

    /** Whether it was neither ended nor is over. */
    public boolean isOpen(Instant now) {
        return endedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
