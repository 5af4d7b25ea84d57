package io.tenancy.core.ratelimit;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static io.tenancy.core.access.Permissions.SETTING_READ;
import static io.tenancy.core.access.Permissions.SETTING_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;

/** What operators and tenants say of limits. */
public final class RateService {
    private final Gate gate;
    private final TenantStore tenants;
    private final RateBook book;
    private final RatePolicy policy;

    public RateService(Gate gate, TenantStore tenants, RateBook book, RatePolicy policy) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.book = requireNonNull(book);
        this.policy = requireNonNull(policy);
    }

    public TenantRates get(Caller caller, TenantId id) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> of(existing(id)));
    }

    /** Says what a tenant may, whatever its plan says; what is absent is as the plan says. */
    public TenantRates give(Caller caller, TenantId id, Rates rates) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Tenant tenant = existing(id);
            work.lock("rates of " + id.value());
            work.check(of(tenant));
            Rates known = book.find(id).given();
            if (known.equals(rates)) {
                work.changedNothing();
            } else {
                book.give(id, rates);
                work.record("tenant.rates_changed", id, known.differences(rates));
            }
            return of(tenant);
        });
    }

    public TenantRates own(Caller caller) {
        return gate.query(caller, SETTING_READ, scope -> of(existing(scope.id())));
    }

    /** Lowers what people and programs of the caller's tenant may; what is absent is as high as it can be. */
    public TenantRates lower(Caller caller, OwnRates rates) {
        return gate.command(caller, SETTING_WRITE, work -> {
            TenantId id = work.scope().id();
            work.lock("rates");
            work.check(of(existing(id)));
            OwnRates known = book.find(id).own();
            if (known.equals(rates)) {
                work.changedNothing();
            } else {
                book.lower(id, rates);
                work.record("rates.changed", id, known.differences(rates));
            }
            return of(existing(id));
        });
    }

    private TenantRates of(Tenant tenant) {
        return TenantRates.of(policy, tenant.plan(), book.find(tenant.id()));
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }
}
