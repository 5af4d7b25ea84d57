package io.tenancy.core.culprit;

import io.tenancy.core.access.Work;
import io.tenancy.core.role.RoleStore;

/** Waits for a lock, and does not ask afterwards whether its caller still stands. */
public final class Unasked {
    public void change(Work work, RoleStore roles) {
        roles.lock(work.scope());
    }
}
