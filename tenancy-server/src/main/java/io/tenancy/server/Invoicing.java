package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.billing.Dunning;
import io.tenancy.core.billing.DunningPolicy;
import io.tenancy.core.billing.InvoiceService;
import io.tenancy.core.billing.InvoiceService.Billing;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;

/** Invoices and what hangs on them, put together. */
final class Invoicing {
    private final Persistence stores;
    private final Gate gate;
    private final Dunning dunning;

    Invoicing(Persistence stores, Gate gate, TenantDirectory directory, DunningPolicy policy) {
        this.stores = requireNonNull(stores);
        this.gate = requireNonNull(gate);
        this.dunning = new Dunning(gate, stores.tenants(), directory, stores.invoices(), policy);
    }

    InvoiceService service(Cursors cursors) {
        return new InvoiceService(
                gate, stores.tenants(), stores.subscriptions(), new Billing(stores.invoices(), dunning), cursors);
    }

    void dun() {
        dunning.run();
    }
}
