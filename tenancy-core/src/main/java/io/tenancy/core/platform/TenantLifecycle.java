package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.User;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The steps that take a tenant from being provisioned to active, and from deleted to gone. Each may be repeated, by any
 * node, wherever it stopped; one that fails leaves its reason with the tenant and in the platform's journal.
 */
public final class TenantLifecycle {
    private static final Set<String> OWN_WORDS = Set.of("name", "contact.name", "contact.email");
    private static final System.Logger LOG = System.getLogger(TenantLifecycle.class.getName());

    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final TenantOpener opener;
    private final Provisioner provisioner;
    private final Gate gate;
    private final Holds holds;
    private final InstantSource clock;

    public TenantLifecycle(
            TenantStore tenants,
            TenantDirectory directory,
            TenantOpener opener,
            Provisioner provisioner,
            Gate gate,
            Holds holds,
            InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.opener = requireNonNull(opener);
        this.provisioner = requireNonNull(provisioner);
        this.gate = requireNonNull(gate);
        this.holds = requireNonNull(holds);
        this.clock = requireNonNull(clock);
    }

    /**
     * Does now what is left to do of a tenant that is being provisioned or purged, and answers the tenant; one that is
     * gone then as it was last.
     *
     * @throws Unavailable if it fails again; the tenant says why
     */
    public Tenant retry(Tenant tenant, Actor actor) {
        in(Set.of(Status.PROVISIONING, Status.PURGING), tenant);
        return tenant.status() == Status.PROVISIONING
                ? finish(tenant, OwnerAccess.INVITATION, actor).tenant()
                : discard(tenant, actor);
    }

    /**
     * Erases a tenant for good that is deleted, half made or half purged, whatever grace it has left, and answers it as it
     * was last.
     *
     * @throws Unavailable if that fails; the tenant says why
     */
    public Tenant purge(Tenant tenant, Confirmation confirmation, Actor actor) {
        in(Set.of(Status.PROVISIONING, Status.DELETING, Status.PURGING), tenant);
        confirmation.require(tenant);
        return discard(tenant, actor);
    }

    /** Makes a tenant of the catalogue ready, and tells its owner. */
    Created finish(Tenant tenant, OwnerAccess access, Actor actor) {
        attempt(tenant, Step.PLACE, actor, () -> {
            opener.prepare(tenant);
            return tenant;
        });
        return welcome(tenant, access, actor);
    }

    /** Makes a tenant ready that has its place already, and tells its owner. */
    Created welcome(Tenant tenant, OwnerAccess access, Actor actor) {
        Admitted owner = attempt(tenant, Step.OWNER, actor, () -> opener.admit(tenant, access));
        Tenant active = activate(tenant, actor);
        return new Created(active, owner.user(), owner.oneTimePassword());
    }

    /** Erases a tenant that nobody will ask for; it need not be waited for. */
    Tenant discard(Tenant tenant, Actor actor) {
        return erase(notThePlatform(tenant), actor).orElseThrow(TenantLifecycle::changed);
    }

    /**
     * Erases a tenant and takes it out of the catalogue; nobody can restore it from the moment that its rows begin to go.
     * Answers the tenant as it was last; empty where somebody else has changed it just now, or was faster.
     *
     * @throws Conflict while a legal hold is on the tenant
     */
    Optional<Tenant> erase(Tenant tenant, Actor actor) {
        Tenant purging = tenant.purging(clock.instant());
        if (!begin(purging, actor)) {
            return Optional.empty();
        }
        attempt(purging, Step.ERASE, actor, () -> {
            provisioner.erase(purging);
            return purging;
        });
        boolean removed = record(
                actor,
                "tenant.purged",
                purging,
                List.of(Difference.removed("status", purging.status())),
                () -> tenants.remove(purging.id()));
        return Optional.of(purging).filter(gone -> removed);
    }

    private boolean begin(Tenant purging, Actor actor) {
        return gate.act(platform(), actor, work -> {
            holds.requireNone(work, purging.id());
            work.changedNothing(); // it is told when the tenant is gone
            return tenants.update(purging);
        });
    }

    /** Invites the contact of an open tenant to own it. */
    User inviteOwner(Tenant tenant, Actor actor) {
        Admitted owner = opener.inviteOwner(tenant);
        record(actor, "tenant.owner_invited", tenant, List.of(), () -> true);
        return owner.user();
    }

    static Tenant in(Set<Status> wanted, Tenant tenant) {
        if (!wanted.contains(tenant.status())) {
            String status = tenant.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new Conflict("tenant.status", "This cannot be done while the tenant is " + status + ".");
        }
        return tenant;
    }

    static Tenant notThePlatform(Tenant tenant) {
        if (tenant.isPlatform()) {
            throw new Conflict("tenant.is_platform", "The operators' own tenant stays.");
        }
        return tenant;
    }

    /** What the audit trail shows of a change. */
    static List<Difference> differences(Tenant before, Tenant after) {
        return Difference.real(
                Difference.between("name", before.name(), after.name()),
                Difference.between(
                        "contact.name", before.contact().name(), after.contact().name()),
                Difference.between(
                        "contact.email",
                        before.contact().email(),
                        after.contact().email()),
                Difference.between("status", before.status(), after.status()),
                Difference.between("plan", before.plan(), after.plan()),
                Difference.between("region", before.region(), after.region()));
    }

    /**
     * The same for the journal of operators, which stays when the tenant is erased: of its own words it says that they were
     * changed, and not what they are.
     */
    static List<Difference> differencesToOperators(Tenant before, Tenant after) {
        return differences(before, after).stream()
                .map(difference -> OWN_WORDS.contains(difference.field())
                        ? new Difference(difference.field(), Optional.empty(), Optional.empty())
                        : difference)
                .toList();
    }

    static Conflict changed() {
        return new Conflict("tenant.changed", "Somebody else has changed this tenant. Read it again.");
    }

    /** What another node found in its way, while this one got on, does not matter any more. */
    private Tenant activate(Tenant tenant, Actor actor) {
        Tenant active = tenant.activated(clock.instant());
        if (record(actor, "tenant.activated", active, differences(tenant, active), () -> tenants.update(active))) {
            return active;
        }
        Tenant known = present(tenant);
        return known.status() == Status.PROVISIONING ? activate(known, actor) : known;
    }

    private <T> T attempt(Tenant tenant, Step step, Actor actor, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            Tenant failed = tenant.failed(step, provisioner.reason(e), clock.instant());
            logged(failed, e);
            if (!isWrittenDown(failed, step, actor, e) && step != Step.ERASE) {
                present(failed);
            }
            throw refusal(failed, step, e);
        }
    }

    /** Operators read the reason; the log has under the same tenant and number what was thrown. */
    private static void logged(Tenant failed, RuntimeException thrown) {
        Failure failure = failed.failure().orElseThrow();
        LOG.log(
                Level.WARNING,
                "The step " + failure.step() + " of tenant " + failed.id().value() + " failed, attempt "
                        + failure.attempts() + ".",
                thrown);
    }

    /** Whether the failure is kept; the catalogue may be what fails, and then there is no more to be done. */
    private boolean isWrittenDown(Tenant failed, Step step, Actor actor, RuntimeException cause) {
        String action = step == Step.ERASE ? "tenant.purge_failed" : "tenant.provisioning_failed";
        try {
            return record(actor, action, failed, List.of(Difference.added("step", step)), () -> tenants.update(failed));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            return true;
        }
    }

    /**
     * The tenant as somebody else has changed it. Where they have purged it meanwhile, or are at it, what was made here
     * after that is erased again.
     */
    private Tenant present(Tenant tenant) {
        Optional<Tenant> known = tenants.find(tenant.id()).filter(found -> found.status() != Status.PURGING);
        if (known.isEmpty()) {
            provisioner.erase(tenant);
        }
        return known.orElseThrow(TenantLifecycle::changed);
    }

    private static Unavailable refusal(Tenant failed, Step step, RuntimeException cause) {
        Failure failure = failed.failure().orElseThrow();
        Duration pause = Duration.between(failure.at(), failure.retryAt());
        String id = "The tenant " + failed.id().value();
        Unavailable refusal = step == Step.ERASE
                ? new Unavailable("tenant.purge_failed", id + " is not erased yet: " + failure.reason(), pause)
                : new Unavailable("tenant.provisioning_failed", id + " is not ready yet: " + failure.reason(), pause);
        refusal.initCause(cause);
        return refusal;
    }

    private boolean record(
            Actor actor, String action, Tenant tenant, List<Difference> changes, BooleanSupplier change) {
        return gate.act(platform(), actor, work -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                work.record(action, tenant.id(), changes);
            } else {
                work.changedNothing();
            }
            return changed;
        });
    }

    private TenantScope platform() {
        return tenants.findBySlug(Tenant.PLATFORM)
                .map(directory::enterToProvision)
                .orElseThrow(() -> new IllegalStateException("There is no platform tenant."));
    }
}
