package io.tenancy.core.setting;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;

/** What a tenant has set, and what its people have set for themselves. What a person has set goes with the person. */
public interface SettingStore {
    List<SetValue> list(TenantScope scope);

    /** Sets or replaces a value. */
    void put(TenantScope scope, SetValue value);

    /** Removes a value; false where there is none. */
    boolean remove(TenantScope scope, String key);

    List<SetValue> list(TenantScope scope, UserId user);

    /** Sets or replaces a value of a user who is there. */
    void put(TenantScope scope, UserId user, SetValue value);

    /** Removes a value; false where there is none. */
    boolean remove(TenantScope scope, UserId user, String key);
}
