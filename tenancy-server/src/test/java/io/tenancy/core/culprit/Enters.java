package io.tenancy.core.culprit;

import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;

public final class Enters {
    Object any(TenantDirectory directory, TenantId id) {
        return directory.enterToVerify(id);
    }
}
