package io.tenancy.core.setting;

import io.tenancy.core.plan.PlanId;
import java.util.List;

/**
 * What operators have set for all tenants, and for those with a version of a plan; in the catalogue. Called within a
 * transaction it joins it, as {@link io.tenancy.core.tenant.TenantStore} does. Every node hears of a change.
 */
public interface SharedSettings {
    List<SetValue> list();

    /** Sets or replaces a value. */
    void put(SetValue value);

    /** Removes a value; false where there is none. */
    boolean remove(String key);

    List<SetValue> list(PlanId plan);

    /** Sets or replaces a value of a version of a plan that is there. */
    void put(PlanId plan, SetValue value);

    /** Removes a value; false where there is none. */
    boolean remove(PlanId plan, String key);
}
