package io.tenancy.core.setting;

import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** Where values of one level are set. */
interface Place {
    Level level();

    /** What an entry of the journal calls a setting that is set here. */
    String noun();

    /** Empty where values are no tenant's. */
    Optional<TenantId> tenant();

    Optional<UserId> user();

    Optional<PlanId> plan();

    /** What holds here, this level the nearest. */
    Layers layers();

    void put(SetValue value);

    boolean remove(String key);
}
