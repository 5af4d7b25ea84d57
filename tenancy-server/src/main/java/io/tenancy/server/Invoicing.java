package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerEventService;
import io.tenancy.core.biller.BillerRounds;
import io.tenancy.core.biller.BillerRounds.Done;
import io.tenancy.core.biller.BillerRounds.Terminal;
import io.tenancy.core.biller.BillerSource;
import io.tenancy.core.biller.UsageReporting;
import io.tenancy.core.billing.BilledInvoices;
import io.tenancy.core.billing.Dunning;
import io.tenancy.core.billing.InvoiceService;
import io.tenancy.core.billing.InvoiceService.Billing;
import io.tenancy.core.billing.InvoicingRules;
import io.tenancy.core.billing.PeriodicInvoicing;
import io.tenancy.core.subscription.PlanEnd;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.BillingSettings;
import io.tenancy.server.config.UsageSettings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Invoices and what hangs on them, put together. */
final class Invoicing {
    private final Persistence stores;
    private final Gate gate;
    private final TenantDirectory directory;
    private final Dunning dunning;
    private final InstantSource clock;
    private final Optional<Biller> biller;
    private final Optional<BillerRounds> rounds;
    private final Optional<PeriodicInvoicing> periods;

    Invoicing(
            Persistence stores,
            Gate gate,
            TenantDirectory directory,
            UsageSettings settings,
            Metering metering,
            InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.dunning = new Dunning(gate, stores.tenants(), directory, stores.invoices(), settings.dunning());
        this.clock = requireNonNull(clock);
        this.biller = biller(settings.billing());
        UsageReporting usage = new UsageReporting(directory, stores.usage(), metering.meters(), stores.billers());
        this.rounds = biller.map(outside -> new BillerRounds(
                stores.tenants(),
                stores.subscriptions(),
                stores.billers(),
                usage,
                new Terminal(outside, settings.billing().currency().orElseThrow(), clock)));
        this.periods = settings.billing()
                .currency()
                .filter(money -> biller.isEmpty())
                .map(money -> new PeriodicInvoicing(
                        gate,
                        new PeriodicInvoicing.Tenants(stores.tenants(), directory, stores.subscriptions()),
                        stores.invoices(),
                        metering.use(),
                        rules(settings.billing(), money)));
    }

    private static InvoicingRules rules(BillingSettings settings, String currency) {
        return new InvoicingRules(
                currency, settings.taxRate(), settings.access().dueDays(), settings.delay());
    }

    private static Optional<Biller> biller(BillingSettings settings) {
        return settings.biller().map(name -> {
            BillerSource source = BillerSource.named(name)
                    .orElseThrow(() -> new Refusal("TENANCY_BILLER is " + name
                            + ", and no adapter of that name is on the class path; see docs/billing.md."));
            try {
                return source.open(settings.access());
            } catch (IllegalArgumentException e) {
                throw new Refusal("The biller " + name + " cannot be used: " + e.getMessage(), e);
            }
        });
    }

    InvoiceService service(Cursors cursors) {
        return new InvoiceService(
                gate, stores.tenants(), stores.subscriptions(), new Billing(stores.invoices(), dunning), cursors);
    }

    BillerEventService events() {
        return new BillerEventService(
                gate,
                stores.tenants(),
                directory,
                stores.billers(),
                new BillerEventService.Billing(biller, new BilledInvoices(stores.invoices(), dunning), clock));
    }

    /** Closes the books where a tenant changes its plan, if Tenancy itself bills. */
    PlanEnd planEnd() {
        return periods.<PlanEnd>map(books -> books).orElse(PlanEnd.UNHEARD);
    }

    /** The number of invoices that were issued. */
    int invoice(BooleanSupplier stopping) {
        return periods.map(books -> books.run(stopping)).orElse(0);
    }

    void dun() {
        dunning.run();
    }

    /** Nothing to do where Tenancy itself bills. */
    Done tell(BooleanSupplier stopping) {
        return rounds.map(outside -> outside.run(stopping)).orElse(new Done(0, 0, 0));
    }
}
