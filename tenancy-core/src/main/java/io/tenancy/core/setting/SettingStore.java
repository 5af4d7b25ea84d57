package io.tenancy.core.setting;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;

/** What a tenant has set. */
public interface SettingStore {
    List<Setting> list(TenantScope scope);

    /** Sets or replaces a value; the setting says when. */
    void put(TenantScope scope, Setting setting);

    /** Removes a value; false where there is none. */
    boolean remove(TenantScope scope, String key);
}
