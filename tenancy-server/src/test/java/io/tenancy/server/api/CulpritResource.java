package io.tenancy.server.api;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserStore;

public interface CulpritResource {
    UserStore users();

    void tenant(TenantId fromClient);
}
