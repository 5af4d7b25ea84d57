package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/** What has changed of that which nodes remember. It travels on a channel of PostgreSQL as a few words. */
record Change(Kind kind, UUID tenant) {
    /** The name of the channel. */
    static final String CHANNEL = "tenancy_changes";

    private static final UUID NONE = new UUID(0, 0);

    /** The signing keys. */
    static final Change KEYS = new Change(Kind.KEYS, NONE);

    /** What operators have set for all tenants, or those with a plan. */
    static final Change SHARED_SETTINGS = new Change(Kind.SHARED_SETTINGS, NONE);

    /** The domains of tenants. */
    static final Change DOMAINS = new Change(Kind.DOMAINS, NONE);

    /** The flags of the platform. */
    static final Change FLAGS = new Change(Kind.FLAGS, NONE);

    enum Kind {
        KEYS,
        FLAGS,
        /** The row of a tenant in the catalogue. */
        TENANT,
        /** Rows of a tenant that say what its people may do. */
        PEOPLE,
        /** What a tenant, or somebody of it, has set. */
        SETTINGS,
        /** What operators have set. */
        SHARED_SETTINGS,
        /** Whose domains are. */
        DOMAINS
    }

    Change {
        requireNonNull(kind);
        requireNonNull(tenant);
    }

    static Change tenant(TenantId id) {
        return new Change(Kind.TENANT, id.value());
    }

    static Change people(TenantId id) {
        return new Change(Kind.PEOPLE, id.value());
    }

    static Change settings(TenantId id) {
        return new Change(Kind.SETTINGS, id.value());
    }

    TenantId tenantId() {
        return new TenantId(tenant);
    }

    String text() {
        return kind.name() + " " + tenant;
    }

    /** Reads such words; empty for those of a release that tells more. */
    static Optional<Change> read(String text) {
        int blank = text.indexOf(' ');
        try {
            return Optional.of(new Change(
                    Kind.valueOf(text.substring(0, Math.max(0, blank))), UUID.fromString(text.substring(blank + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
