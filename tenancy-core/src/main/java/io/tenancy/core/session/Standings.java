package io.tenancy.core.session;

import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/**
 * Answers, for each request, whether its session still counts. An implementation may remember an answer, for 2 s at
 * most: so long may a disabled user, a taken role or an ended session go on.
 */
public interface Standings {
    /** The standing of the active user of a session that is not revoked; empty for every other session. */
    Optional<Standing> find(TenantScope scope, SessionId session);
}
