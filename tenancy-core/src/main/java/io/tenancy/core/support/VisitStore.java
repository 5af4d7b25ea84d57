package io.tenancy.core.support;

import io.tenancy.core.Position;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The visits of operators to a tenant. None is ever removed before its tenant is. */
public interface VisitStore {
    Optional<Visit> find(TenantScope scope, VisitId id);

    /** What a visit stands on; empty for one that is unknown. */
    Optional<Origin> origin(TenantScope scope, VisitId id);

    /** At most {@code limit} of the visits that are wanted, the youngest first, that began before a place. */
    List<Visit> list(TenantScope scope, VisitFilter filter, Optional<Position> before, int limit);

    /** The visits from a session that nobody has ended and that are not over, the youngest first. */
    List<Visit> open(TenantScope scope, SessionId session, Instant now);

    void add(TenantScope scope, Visit visit, Origin origin);

    /** Ends a visit; false where it was ended before or never was. */
    boolean end(TenantScope scope, VisitId id, Instant at);
}
