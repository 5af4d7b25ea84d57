package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.tenant.Failure.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as the catalogue keeps it.
 *
 * @param tables whether the tenant's tables are those of this release; the store finds it out, and never takes it from here
 * @param readOnlyAt since when nothing in the tenant can be changed; kept while it is being deleted
 * @param suspendedAt since when the tenant is suspended; kept while it is being deleted
 * @param purgeAt when a tenant that is being deleted is erased for good; until then it can be restored
 * @param failure what went wrong last on the way to the next status; empty once that is reached
 * @param version grows by one with each change; two changes of one version clash
 */
public record Tenant(
        TenantId id,
        String slug,
        String name,
        Contact contact,
        Status status,
        Isolation isolation,
        String store,
        String plan,
        String region,
        Tables tables,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> readOnlyAt,
        Optional<Instant> suspendedAt,
        Optional<Instant> purgeAt,
        Optional<Failure> failure,
        long version)
        implements Versioned {

    /** The slug of the tenant whose users are the operators. */
    public static final String PLATFORM = "platform";

    /** The life of a tenant. Only an active and a read-only one serve requests. */
    public enum Status {
        /** In the catalogue, and without a place or an owner so far. */
        PROVISIONING,
        ACTIVE,
        /** Serves what reads, and refuses what writes. */
        READ_ONLY,
        SUSPENDED,
        /** Closed, and erased when its grace is over; until then it can be restored. */
        DELETING,
        /** Being erased; nothing can stop that. */
        PURGING;

        /** Whether there are rows of the tenant: all of it was made, and nothing is erased so far. */
        public boolean hasPlace() {
            return switch (this) {
                case ACTIVE, READ_ONLY, SUSPENDED, DELETING -> true;
                case PROVISIONING, PURGING -> false;
            };
        }
    }

    /** Whether the tables in a tenant's own schema or database have every change of this release. */
    public enum Tables {
        CURRENT,
        /** Not served until they are migrated. */
        BEHIND
    }

    public Tenant {
        requireNonNull(id);
        requireNonNull(slug);
        requireNonNull(name);
        requireNonNull(contact);
        requireNonNull(status);
        requireNonNull(isolation);
        requireNonNull(store);
        requireNonNull(plan);
        requireNonNull(region);
        requireNonNull(tables);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
        requireNonNull(readOnlyAt);
        requireNonNull(suspendedAt);
        requireNonNull(purgeAt);
        requireNonNull(failure);
    }

    /** A tenant that is new in the catalogue, and whose place is to be made. */
    public static Tenant provisioning(
            TenantId id,
            String slug,
            String name,
            Contact contact,
            Isolation isolation,
            String store,
            String plan,
            String region,
            Instant now) {
        return new Tenant(
                id,
                slug,
                name,
                contact,
                Status.PROVISIONING,
                isolation,
                store,
                plan,
                region,
                Tables.CURRENT,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** Whether the tenant serves requests, of whatever kind. */
    public boolean isOpen() {
        return status == Status.ACTIVE || status == Status.READ_ONLY;
    }

    public boolean isPlatform() {
        return slug.equals(PLATFORM);
    }

    public Placement placement() {
        return Placement.of(isolation, store, id);
    }

    public Tenant with(TenantChange change, Instant now) {
        return copy(
                change.name().orElse(name),
                change.contact().orElse(contact),
                plan,
                status,
                readOnlyAt,
                suspendedAt,
                purgeAt,
                failure,
                now);
    }

    /** The tenant with the key of another plan. */
    public Tenant on(String wanted, Instant now) {
        return copy(name, contact, wanted, status, readOnlyAt, suspendedAt, purgeAt, failure, now);
    }

    public Tenant activated(Instant now) {
        return in(Status.ACTIVE, Optional.empty(), Optional.empty(), Optional.empty(), now);
    }

    public Tenant readOnly(Instant now) {
        return in(Status.READ_ONLY, Optional.of(now), Optional.empty(), Optional.empty(), now);
    }

    public Tenant suspended(Instant now) {
        return in(Status.SUSPENDED, Optional.empty(), Optional.of(now), Optional.empty(), now);
    }

    /** The tenant on its way out: closed at once, erased at {@code purgeAt}. */
    public Tenant deleting(Instant now, Instant purgeAt) {
        return in(Status.DELETING, readOnlyAt, suspendedAt, Optional.of(purgeAt), now);
    }

    /** The tenant as it was before it was deleted: suspended or read-only, if it was that then. */
    public Tenant restored(Instant now) {
        Status open = readOnlyAt.isPresent() ? Status.READ_ONLY : Status.ACTIVE;
        Status before = suspendedAt.isPresent() ? Status.SUSPENDED : open;
        return in(before, readOnlyAt, suspendedAt, Optional.empty(), now);
    }

    /** The tenant from the moment that its rows begin to go; a purge that failed before is remembered. */
    public Tenant purging(Instant now) {
        Optional<Failure> known = failure.filter(last -> last.step() == Step.ERASE);
        return copy(
                name,
                contact,
                plan,
                Status.PURGING,
                readOnlyAt,
                suspendedAt,
                purgeAt.or(() -> Optional.of(now)),
                known,
                now);
    }

    /** The tenant where it is, and why it does not get on. */
    public Tenant failed(Step step, String reason, Instant now) {
        Failure last = Failure.of(step, reason, failure, now);
        return copy(name, contact, plan, status, readOnlyAt, suspendedAt, purgeAt, Optional.of(last), now);
    }

    private Tenant in(
            Status status,
            Optional<Instant> readOnlyAt,
            Optional<Instant> suspendedAt,
            Optional<Instant> purgeAt,
            Instant now) {
        return copy(name, contact, plan, status, readOnlyAt, suspendedAt, purgeAt, Optional.empty(), now);
    }

    private Tenant copy(
            String name,
            Contact contact,
            String plan,
            Status status,
            Optional<Instant> readOnlyAt,
            Optional<Instant> suspendedAt,
            Optional<Instant> purgeAt,
            Optional<Failure> failure,
            Instant now) {
        return new Tenant(
                id,
                slug,
                name,
                contact,
                status,
                isolation,
                store,
                plan,
                region,
                tables,
                createdAt,
                now,
                readOnlyAt,
                suspendedAt,
                purgeAt,
                failure,
                version + 1);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
