package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.biller.BillerEvent.OfInvoice;
import io.tenancy.core.biller.BillerEvent.OfSubscription;
import io.tenancy.core.billing.BilledInvoices;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes in what a biller says, each event once by its id. Which tenant it is about is what was written down when the customer was
 * made, and nothing that the event says. Events may come again and in whatever order.
 */
public final class BillerEventService {
    private static final System.Logger LOG = System.getLogger(BillerEventService.class.getName());

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final BillerStore store;
    private final Billing billing;

    /**
     * Who bills, and what follows.
     *
     * @param biller the one that was chosen, if it is not Tenancy itself
     */
    public record Billing(Optional<Biller> biller, BilledInvoices invoices, InstantSource clock) {
        public Billing {
            requireNonNull(biller);
            requireNonNull(invoices);
            requireNonNull(clock);
        }
    }

    /** What has become of an event. */
    public enum Outcome {
        /** Something has changed. */
        APPLIED,
        /** It was known, or nothing follows from it any more. */
        UNCHANGED,
        /** It is about no tenant's customer. */
        UNKNOWN_CUSTOMER
    }

    public BillerEventService(
            Gate gate, TenantStore tenants, TenantDirectory directory, BillerStore store, Billing billing) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.store = requireNonNull(store);
        this.billing = requireNonNull(billing);
    }

    /**
     * Takes in an event.
     *
     * @param headers of the request, by their names
     * @throws NotFound if no such biller was chosen
     */
    public Outcome receive(String name, byte[] body, Function<String, Optional<String>> headers) {
        Biller biller =
                billing.biller().filter(chosen -> chosen.name().equals(name)).orElseThrow(() -> new NotFound("biller"));
        BillerEvent event = biller.read(body, headers, billing.clock().instant());
        Optional<Tenant> platform = tenants.findBySlug(Tenant.PLATFORM);
        if (platform.isEmpty() || event instanceof BillerEvent.Other) {
            return Outcome.UNCHANGED;
        }
        Outcome outcome = gate.act(
                directory.enterToProvision(platform.get()), Actor.SYSTEM, work -> apply(work, biller.name(), event));
        LOG.log(Level.INFO, "Event {0} of {1}: {2}.", event.id(), biller.name(), outcome);
        return outcome;
    }

    private Outcome apply(Work work, String biller, BillerEvent event) {
        String customer = customer(event);
        Optional<BillerAccount> account = store.ofCustomer(biller, customer);
        if (account.isEmpty()) {
            return idle(work, Outcome.UNKNOWN_CUSTOMER);
        }
        if (!store.note(biller, event.id(), work.now())) {
            return idle(work, Outcome.UNCHANGED);
        }
        boolean changed = event instanceof OfInvoice invoice
                ? billing.invoices().take(work, account.get().tenant(), invoice.invoice(), event.at())
                : event instanceof OfSubscription subscription && change(work, biller, customer, subscription);
        return changed ? Outcome.APPLIED : idle(work, Outcome.UNCHANGED);
    }

    private boolean change(Work work, String biller, String customer, OfSubscription event) {
        work.lock("biller " + biller + " " + customer);
        BillerAccount before = store.ofCustomer(biller, customer).orElseThrow();
        BillerAccount after = before.in(event);
        if (after.equals(before)) {
            return false;
        }
        if (!store.update(after)) {
            throw new Conflict("biller.changed", "Somebody else has changed this account. Send the event again.");
        }
        work.record(
                "subscription.billed",
                before.tenant(),
                Difference.between("state", before.state().orElse(""), event.state()));
        return true;
    }

    private static String customer(BillerEvent event) {
        if (event instanceof OfInvoice invoice) {
            return invoice.customer();
        }
        return event instanceof OfSubscription subscription ? subscription.customer() : "";
    }

    private static Outcome idle(Work work, Outcome outcome) {
        var unused = work.changedNothing();
        return outcome;
    }
}
