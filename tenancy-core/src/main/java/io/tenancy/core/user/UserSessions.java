package io.tenancy.core.user;

import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;

/** What a change of a user has to know of sessions, which are a feature above users. */
public interface UserSessions {
    /** Ends every session of a user. */
    void endAll(TenantScope scope, UserId user, Instant at);
}
