package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.User;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What operators do with the tenants of the platform. */
public final class TenantService {
    private final Gate gate;
    private final TenantStore tenants;
    private final TenantOpener opener;
    private final StoreChoice stores;
    private final Sender sender;
    private final Cursors cursors;
    private final PlatformDefaults defaults;

    public TenantService(
            Gate gate,
            TenantStore tenants,
            TenantOpener opener,
            StoreChoice stores,
            Sender sender,
            Cursors cursors,
            PlatformDefaults defaults) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.opener = requireNonNull(opener);
        this.stores = requireNonNull(stores);
        this.sender = requireNonNull(sender);
        this.cursors = requireNonNull(cursors);
        this.defaults = requireNonNull(defaults);
    }

    public Tenant get(Caller caller, TenantId id) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> existing(id));
    }

    public Page<Tenant> list(Caller caller, TenantFilter filter, PageRequest request) {
        return gate.query(
                caller,
                PLATFORM_READ_TENANTS,
                scope -> cursors.page(
                        scope.id(),
                        "tenants " + filter,
                        request,
                        (after, limit) -> tenants.list(filter, after, limit),
                        tenant -> new Position("", tenant.id().value())));
    }

    /**
     * Creates a tenant with its first owner. The catalogue has it before its place is made, so that a crash in between
     * leaves a tenant in {@code PROVISIONING}, which {@link TenantHousekeeping} finishes.
     */
    public Created create(Caller caller, NewTenant wanted) {
        Tenant added = gate.command(caller, PLATFORM_WRITE_TENANTS, work -> add(work, wanted));
        Admitted owner = opener.open(added, wanted.ownerAccess());
        Tenant active = gate.command(caller, PLATFORM_WRITE_TENANTS, work -> activate(work, added));
        owner.mail().ifPresent(sender::send);
        return new Created(active, owner.user(), owner.oneTimePassword());
    }

    /** Sends the contact of a tenant that nobody owns yet a new invitation to own it; every older one is void. */
    public User inviteOwner(Caller caller, TenantId id) {
        caller.require(PLATFORM_WRITE_TENANTS);
        Tenant tenant = notThePlatform(in(Set.of(Status.ACTIVE), existing(id)));
        Admitted owner = opener.inviteOwner(tenant);
        gate.command(caller, PLATFORM_WRITE_TENANTS, work -> recorded(work, "tenant.owner_invited", tenant));
        owner.mail().ifPresent(sender::send);
        return owner.user();
    }

    public Tenant update(Caller caller, TenantId id, TenantChange change) {
        return change(
                caller,
                id,
                "tenant.updated",
                Set.of(Status.ACTIVE, Status.SUSPENDED, Status.DELETING),
                (tenant, work) -> change.changes(tenant) ? tenant.with(change, work.now()) : tenant);
    }

    /** Closes a tenant within 2 s, for tokens already given too. */
    public Tenant suspend(Caller caller, TenantId id) {
        return change(
                caller,
                id,
                "tenant.suspended",
                Set.of(Status.ACTIVE),
                (tenant, work) -> notThePlatform(tenant).suspended(work.now()));
    }

    public Tenant resume(Caller caller, TenantId id) {
        return change(
                caller, id, "tenant.resumed", Set.of(Status.SUSPENDED), (tenant, work) -> tenant.activated(work.now()));
    }

    /** Closes a tenant, and erases it when the grace is over; until then it can be restored. */
    public Tenant delete(Caller caller, TenantId id) {
        return change(
                caller,
                id,
                "tenant.deleted",
                Set.of(Status.ACTIVE, Status.SUSPENDED),
                (tenant, work) ->
                        notThePlatform(tenant).deleting(work.now(), work.now().plus(defaults.deletionGrace())));
    }

    /** Takes back a deletion; a tenant that was suspended before is suspended again. */
    public Tenant restore(Caller caller, TenantId id) {
        return change(
                caller, id, "tenant.restored", Set.of(Status.DELETING), (tenant, work) -> tenant.restored(work.now()));
    }

    private Tenant add(Work work, NewTenant wanted) {
        Isolation isolation = wanted.isolation().orElse(defaults.isolation());
        StoreInfo store = stores.choose(isolation, wanted.store(), wanted.region());
        Tenant tenant = new Tenant(
                new TenantId(work.newId()),
                wanted.slug(),
                wanted.name(),
                wanted.owner(),
                Status.PROVISIONING,
                isolation,
                store.name(),
                wanted.plan().orElse(defaults.plan()),
                wanted.region().orElse(store.region()),
                work.now(),
                work.now(),
                Optional.empty(),
                Optional.empty(),
                1);
        if (!tenants.add(tenant)) {
            throw new Conflict("tenant.slug_taken", "A tenant with this slug exists.");
        }
        return recorded(work, "tenant.created", tenant);
    }

    private Tenant activate(Work work, Tenant added) {
        Tenant activated = added.activated(work.now());
        if (tenants.update(activated)) {
            return recorded(work, "tenant.activated", activated);
        }
        work.changedNothing(); // housekeeping was faster
        return existing(added.id());
    }

    private Tenant change(
            Caller caller, TenantId id, String action, Set<Status> from, BiFunction<Tenant, Work, Tenant> change) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Tenant tenant = in(from, existing(id));
            Tenant changed = change.apply(tenant, work);
            if (changed.equals(tenant)) {
                work.changedNothing();
                return tenant;
            }
            if (!tenants.update(changed)) {
                throw new Conflict("tenant.changed", "Somebody else has changed this tenant. Read it again.");
            }
            return recorded(work, action, changed);
        });
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }

    private static Tenant in(Set<Status> wanted, Tenant tenant) {
        if (!wanted.contains(tenant.status())) {
            String status = tenant.status().name().toLowerCase(Locale.ROOT);
            throw new Conflict("tenant.status", "This cannot be done while the tenant is " + status + ".");
        }
        return tenant;
    }

    private static Tenant recorded(Work work, String action, Tenant tenant) {
        work.record(action, tenant.id());
        return tenant;
    }

    private static Tenant notThePlatform(Tenant tenant) {
        if (tenant.isPlatform()) {
            throw new Conflict("tenant.is_platform", "The operators' own tenant stays.");
        }
        return tenant;
    }
}
