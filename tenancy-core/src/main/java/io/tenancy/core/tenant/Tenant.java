package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A tenant as the catalogue keeps it.
 *
 * @param suspendedAt since when the tenant is suspended; kept while it is being deleted
 * @param purgeAt when a tenant that is being deleted is erased for good; until then it can be restored
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
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> suspendedAt,
        Optional<Instant> purgeAt,
        long version) {

    /** The slug of the tenant whose users are the operators. */
    public static final String PLATFORM = "platform";

    /** The life of a tenant. Only an active one serves requests. */
    public enum Status {
        PROVISIONING,
        ACTIVE,
        SUSPENDED,
        /** Closed, and erased when its grace is over; until then it can be restored. */
        DELETING,
        /** Being erased; nothing can stop that. */
        PURGING
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
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
        requireNonNull(suspendedAt);
        requireNonNull(purgeAt);
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
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    public boolean isOpen() {
        return status == Status.ACTIVE;
    }

    public boolean isPlatform() {
        return slug.equals(PLATFORM);
    }

    public Placement placement() {
        return Placement.of(isolation, store, id);
    }

    public Tenant with(TenantChange change, Instant now) {
        return copy(change.name().orElse(name), change.contact().orElse(contact), status, suspendedAt, purgeAt, now);
    }

    public Tenant activated(Instant now) {
        return copy(name, contact, Status.ACTIVE, Optional.empty(), Optional.empty(), now);
    }

    public Tenant suspended(Instant now) {
        return copy(name, contact, Status.SUSPENDED, Optional.of(now), Optional.empty(), now);
    }

    /** The tenant on its way out: closed at once, erased at {@code purgeAt}. */
    public Tenant deleting(Instant now, Instant purgeAt) {
        return copy(name, contact, Status.DELETING, suspendedAt, Optional.of(purgeAt), now);
    }

    /** The tenant as it was before it was deleted: suspended, if it was suspended then. */
    public Tenant restored(Instant now) {
        Status before = suspendedAt.isPresent() ? Status.SUSPENDED : Status.ACTIVE;
        return copy(name, contact, before, suspendedAt, Optional.empty(), now);
    }

    /** The tenant from the moment that its rows begin to go. */
    public Tenant purging(Instant now) {
        return copy(name, contact, Status.PURGING, suspendedAt, purgeAt, now);
    }

    private Tenant copy(
            String name,
            Contact contact,
            Status status,
            Optional<Instant> suspendedAt,
            Optional<Instant> purgeAt,
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
                createdAt,
                now,
                suspendedAt,
                purgeAt,
                version + 1);
    }
}
