package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static io.tenancy.core.platform.TenantLifecycle.notThePlatform;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.subscription.Enrolment;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.User;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What operators do with the tenants of the platform. */
public final class TenantService {
    private final Gate gate;
    private final TenantStore tenants;
    private final TenantLifecycle lifecycle;
    private final StoreChoice stores;
    private final WarmPlaces warmPlaces;
    private final Cursors cursors;
    private final PlatformDefaults defaults;
    private final Enrolment enrolment;

    public TenantService(
            Gate gate,
            TenantStore tenants,
            TenantLifecycle lifecycle,
            StoreChoice stores,
            WarmPlaces warmPlaces,
            Cursors cursors,
            PlatformDefaults defaults,
            Enrolment enrolment) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.lifecycle = requireNonNull(lifecycle);
        this.stores = requireNonNull(stores);
        this.warmPlaces = requireNonNull(warmPlaces);
        this.cursors = requireNonNull(cursors);
        this.defaults = requireNonNull(defaults);
        this.enrolment = requireNonNull(enrolment);
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
                        filter::position));
    }

    /** How far the migration of tenants with tables of their own has come. */
    public Fleet fleet(Caller caller) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> tenants.fleet());
    }

    /**
     * Creates a tenant with its first owner. The catalogue has it before its place is made, so that a crash in between
     * leaves a tenant in {@code PROVISIONING}, which {@link TenantHousekeeping} finishes.
     *
     * @throws Unavailable if it cannot be made ready now; it is left in {@code PROVISIONING}, and says why
     */
    public Created create(Caller caller, NewTenant wanted) {
        Added added = gate.command(caller, PLATFORM_WRITE_TENANTS, work -> add(work, wanted));
        return added.hasPlace()
                ? lifecycle.welcome(added.tenant(), wanted.ownerAccess(), caller.actor())
                : lifecycle.finish(added.tenant(), wanted.ownerAccess(), caller.actor());
    }

    /** Sends the contact of a tenant that nobody owns yet a new invitation to own it; every older one is void. */
    public User inviteOwner(Caller caller, TenantId id) {
        Tenant tenant = toChange(caller, id);
        return lifecycle.inviteOwner(notThePlatform(TenantLifecycle.in(Set.of(Status.ACTIVE), tenant)), caller.actor());
    }

    public Tenant update(Caller caller, TenantId id, TenantChange change) {
        return change(
                caller,
                id,
                "tenant.updated",
                Set.of(Status.ACTIVE, Status.READ_ONLY, Status.SUSPENDED, Status.DELETING),
                (tenant, work) -> change.changes(tenant) ? tenant.with(change, work.now()) : tenant);
    }

    /** Lets the people of a tenant read and not write, within 2 s, for tokens already given too. */
    public Tenant makeReadOnly(Caller caller, TenantId id) {
        return change(
                caller,
                id,
                "tenant.made_read_only",
                Set.of(Status.ACTIVE, Status.SUSPENDED),
                (tenant, work) -> notThePlatform(tenant).readOnly(work.now()));
    }

    /** Closes a tenant within 2 s, for tokens already given too. */
    public Tenant suspend(Caller caller, TenantId id) {
        return change(
                caller,
                id,
                "tenant.suspended",
                Set.of(Status.ACTIVE, Status.READ_ONLY),
                (tenant, work) -> notThePlatform(tenant).suspended(work.now()));
    }

    public Tenant resume(Caller caller, TenantId id) {
        return change(
                caller,
                id,
                "tenant.resumed",
                Set.of(Status.READ_ONLY, Status.SUSPENDED),
                (tenant, work) -> tenant.activated(work.now()));
    }

    /**
     * Closes a tenant, and erases it when the grace is over; until then it can be restored. One that was never ready has
     * no grace, and is gone at once.
     */
    public Tenant delete(Caller caller, TenantId id) {
        Tenant known = toChange(caller, id);
        caller.requireVersion(known);
        if (known.status() == Status.PROVISIONING) {
            return lifecycle.discard(known, caller.actor());
        }
        return change(
                caller,
                id,
                "tenant.deleted",
                Set.of(Status.ACTIVE, Status.READ_ONLY, Status.SUSPENDED),
                (tenant, work) ->
                        notThePlatform(tenant).deleting(work.now(), work.now().plus(defaults.deletionGrace())));
    }

    /** Takes back a deletion; a tenant that was suspended or read-only before is so again. */
    public Tenant restore(Caller caller, TenantId id) {
        return change(
                caller, id, "tenant.restored", Set.of(Status.DELETING), (tenant, work) -> tenant.restored(work.now()));
    }

    /** Does now what {@link TenantHousekeeping} would do later, see {@link TenantLifecycle#retry}. */
    public Tenant retry(Caller caller, TenantId id) {
        return lifecycle.retry(toChange(caller, id), caller.actor());
    }

    /** Erases a tenant before its grace is over, see {@link TenantLifecycle#purge}. */
    public Tenant purge(Caller caller, TenantId id, Confirmation confirmation) {
        return lifecycle.purge(toChange(caller, id), confirmation, caller.actor());
    }

    private record Added(Tenant tenant, boolean hasPlace) {}

    private Added add(Work work, NewTenant wanted) {
        Isolation isolation = wanted.isolation().orElse(defaults.isolation());
        StoreInfo store = stores.choose(isolation, wanted.store(), wanted.region());
        Plan plan = enrolment.choose(wanted.plan(), work::newId, work.now());
        Optional<TenantId> warm = warmPlaces.take(isolation, store.name());
        Tenant tenant = Tenant.provisioning(
                warm.orElseGet(() -> new TenantId(work.newId())),
                wanted.slug(),
                wanted.name(),
                wanted.owner(),
                isolation,
                store.name(),
                plan.key(),
                wanted.region().orElse(store.region()),
                work.now());
        if (!tenants.add(tenant)) {
            throw new Conflict("tenant.slug_taken", "A tenant with this slug exists.");
        }
        enrolment.begin(tenant, plan, work.now());
        work.record(
                "tenant.created",
                tenant.id(),
                Difference.added("isolation", tenant.isolation()),
                Difference.added("store", tenant.store()),
                Difference.added("plan", tenant.plan()));
        return new Added(tenant, warm.isPresent());
    }

    private Tenant change(
            Caller caller, TenantId id, String action, Set<Status> from, BiFunction<Tenant, Work, Tenant> change) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Tenant known = existing(id);
            work.check(known);
            Tenant tenant = TenantLifecycle.in(from, known);
            Tenant changed = change.apply(tenant, work);
            if (changed.equals(tenant)) {
                work.changedNothing();
                return tenant;
            }
            if (!tenants.update(changed)) {
                throw work.lost(TenantLifecycle.changed());
            }
            work.record(action, id, TenantLifecycle.differencesToOperators(tenant, changed));
            return changed;
        });
    }

    /** The tenant, for a caller who may change it, in steps that are each a transaction of their own. */
    private Tenant toChange(Caller caller, TenantId id) {
        return gate.query(caller, PLATFORM_WRITE_TENANTS, scope -> existing(id));
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }
}
