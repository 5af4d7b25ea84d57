package io.tenancy.testkit;

import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** New tenants, each with an id of its own, so that tests that share a database never meet; and callers in them. */
public final class TestTenants {
    /** The time at which everything in a contract begins. */
    public static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");

    private static final UuidV7 IDS = new UuidV7(InstantSource.system());

    private TestTenants() {}

    /** A new id, greater than all that were made before it. */
    public static UUID newId() {
        return IDS.get();
    }

    /** The scope of a new open tenant in the shared tables of the store {@code main}. */
    public static TenantScope open(String slug) {
        return open(slug, Isolation.SHARED, "main");
    }

    /** The scope of a new open tenant in another placement. Its place is not made. */
    public static TenantScope open(String slug, Isolation isolation, String store) {
        return enter(tenant(slug, isolation, store));
    }

    /** An active tenant with a new id, in no catalogue yet. */
    public static Tenant tenant(String slug, Isolation isolation, String store) {
        return tenant(slug, isolation, store, Tables.CURRENT);
    }

    /** The same with tables that may be behind; a store that finds that out itself does not take it from here. */
    public static Tenant tenant(String slug, Isolation isolation, String store, Tables tables) {
        return tenant(new TenantId(newId()), slug, isolation, store, tables);
    }

    /** The same with an id that was there before. */
    public static Tenant tenant(TenantId id, String slug, Isolation isolation, String store, Tables tables) {
        return new Tenant(
                id,
                slug,
                "Name of " + slug,
                new Contact("Ada Owner", "owner@example.org"),
                Status.ACTIVE,
                isolation,
                store,
                "free",
                "eu",
                tables,
                EPOCH,
                EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** The same tenant in another status since a time; one that is deleted or purged was due then. */
    public static Tenant in(Status status, Tenant tenant, Instant since) {
        boolean leaves = status == Status.DELETING || status == Status.PURGING;
        return new Tenant(
                tenant.id(),
                tenant.slug(),
                tenant.name(),
                tenant.contact(),
                status,
                tenant.isolation(),
                tenant.store(),
                tenant.plan(),
                tenant.region(),
                tenant.tables(),
                since,
                since,
                status == Status.READ_ONLY ? Optional.of(since) : Optional.empty(),
                status == Status.SUSPENDED ? Optional.of(since) : Optional.empty(),
                leaves ? Optional.of(since) : Optional.empty(),
                Optional.empty(),
                tenant.version());
    }

    /** The scope of a tenant that is open, whatever a catalogue says of it. */
    public static TenantScope enter(Tenant tenant) {
        return new TenantDirectory(new OneTenant(tenant)).enter(tenant.id()).orElseThrow();
    }

    /** A caller whom no user stands behind, with just these permissions. */
    public static Caller caller(TenantScope scope, Permission... permissions) {
        return caller(scope, new UserId(newId()), Set.of(permissions));
    }

    /** A user as caller, with just these permissions. */
    public static Caller caller(TenantScope scope, UserId user, Collection<Permission> permissions) {
        return new Caller(
                scope,
                Actor.of(scope, user),
                newId(),
                Set.copyOf(permissions),
                Optional.of(Assurance.of(Method.PASSWORD, EPOCH)));
    }
}
