package io.tenancy.testkit;

import io.tenancy.core.TenancyException;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;

/** Places of tenants in memory: there is nothing to make, and every isolation is the same. */
record InMemoryProvisioner(InMemoryTables tables) implements Provisioner {
    @Override
    public boolean supports(Isolation isolation, String store) {
        return true;
    }

    @Override
    public void prepare(Tenant tenant) {}

    @Override
    public void erase(Tenant tenant) {
        tables.transactions.step(tenant.id(), () -> {
            tables.erase(tenant.id());
            return true;
        });
    }

    @Override
    public String reason(Throwable failure) {
        return failure instanceof TenancyException refusal
                ? refusal.detail()
                : "Something failed that nobody foresaw; the log says more.";
    }
}
