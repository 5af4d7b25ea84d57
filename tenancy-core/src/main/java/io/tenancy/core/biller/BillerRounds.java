package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.biller.Biller.Customer;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.tenant.TenantTurns;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells a biller which tenants pay which prices, and what they have used. Each run looks at the next tenants by their ids, and
 * begins again after the last. It does no harm where it runs twice at the same time.
 */
public final class BillerRounds {
    /** Tenants of one run. */
    static final int TENANTS = 200;

    /** For longer than a biller sends an event again. */
    private static final Duration KEPT = Duration.ofDays(60);

    private static final int FORGOTTEN = 5_000;
    private static final System.Logger LOG = System.getLogger(BillerRounds.class.getName());

    private final TenantTurns tenants;
    private final SubscriptionStore subscriptions;
    private final BillerStore store;
    private final UsageReporting usage;
    private final Terminal terminal;

    /**
     * Who is told, and in what money.
     *
     * @param currency of the prices, three letters of ISO 4217
     */
    public record Terminal(Biller biller, String currency, InstantSource clock) {
        public Terminal {
            requireNonNull(biller);
            requireNonNull(currency);
            requireNonNull(clock);
        }
    }

    /**
     * What a run has done.
     *
     * @param told customers that were made, and subscriptions that were begun, changed or ended
     * @param reported reports of use
     * @param failed tenants with which it did not come to its end, and begins again
     */
    public record Done(int told, int reported, int failed) {
        Done plus(Done more) {
            return new Done(told + more.told, reported + more.reported, failed + more.failed);
        }
    }

    public BillerRounds(
            TenantStore tenants,
            SubscriptionStore subscriptions,
            BillerStore store,
            UsageReporting usage,
            Terminal terminal) {
        this.tenants = new TenantTurns(tenants, TENANTS);
        this.subscriptions = requireNonNull(subscriptions);
        this.store = requireNonNull(store);
        this.usage = requireNonNull(usage);
        this.terminal = requireNonNull(terminal);
    }

    /** Does the next tenants. One with which something fails does not stop the others. */
    public Done run(BooleanSupplier stopping) {
        List<Tenant> next = tenants.now();
        Done done = new Done(0, 0, 0);
        for (Tenant tenant : next) {
            if (stopping.getAsBoolean()) {
                return done;
            }
            done = done.plus(tenant.isPlatform() ? new Done(0, 0, 0) : serve(tenant));
        }
        tenants.pass(next);
        Instant before = terminal.clock().instant().minus(KEPT);
        var unusedEvents = store.forget(before, FORGOTTEN);
        var unusedHours = store.forgetHours(before, FORGOTTEN);
        return done;
    }

    private Done serve(Tenant tenant) {
        try {
            return told(tenant);
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (BillerException e) {
            LOG.log(
                    Level.WARNING,
                    "The biller was not told of tenant {0}, and is told later: {1}",
                    tenant.id().value(),
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The biller is told of tenant " + tenant.id().value() + " later.", e);
        }
        return new Done(0, 0, 1);
    }

    private Done told(Tenant tenant) {
        Instant now = terminal.clock().instant();
        Biller biller = terminal.biller();
        Terms terms = subscriptions.find(tenant.id()).at(now);
        List<String> wanted = BillerPrices.of(tenant, terms, terminal.currency(), now);
        Optional<BillerAccount> known = store.find(tenant.id(), biller.name());
        if (known.isEmpty() && wanted.isEmpty()) {
            return new Done(0, 0, 0);
        }
        BillerAccount account = known.orElseGet(() -> opened(tenant, now));
        int told = known.isEmpty() ? 1 : 0;
        if (account.telling().isPresent()) {
            account = say(account);
            told++;
        }
        if (!wanted.equals(account.told())) {
            account = say(saved(account.telling(wanted)));
            told++;
        }
        int reported = usage.report(biller, account, BillerPrices.meters(terms, terminal.currency()), now);
        return new Done(told, reported, 0);
    }

    private BillerAccount opened(Tenant tenant, Instant now) {
        Customer customer =
                new Customer(tenant.id(), tenant.name(), tenant.contact().email());
        String id = terminal.biller().open(customer, tenant.id().value() + "-customer");
        BillerAccount account = BillerAccount.of(tenant.id(), terminal.biller().name(), id, now);
        if (!store.add(account)) {
            throw new BillerException(
                    false,
                    "Its account is there already, or its customer is another tenant's.",
                    new IllegalStateException(id));
        }
        return account;
    }

    /** Says what is written down, with a key that is the same until it is written down that it was said. */
    private BillerAccount say(BillerAccount account) {
        List<String> prices = account.telling().orElseThrow();
        Biller biller = terminal.biller();
        try {
            if (!prices.isEmpty()) {
                String id = biller.subscribe(account.customer(), account.subscription(), prices, account.key());
                return saved(account.told(Optional.of(id)));
            }
            account.subscription().ifPresent(id -> biller.cancel(id, account.key()));
            return saved(account.told(Optional.empty()));
        } catch (BillerException e) {
            if (e.isRefused()) {
                var unused = saved(account.refused());
            }
            throw e;
        }
    }

    private BillerAccount saved(BillerAccount account) {
        if (!store.update(account)) {
            throw new BillerException(
                    false, "Its account has just been changed.", new IllegalStateException("version"));
        }
        return account;
    }
}
