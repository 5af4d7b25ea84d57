package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.support.VisitFilter;
import io.tenancy.core.support.VisitId;
import io.tenancy.core.support.VisitStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Visits of operators in memory. */
record InMemoryVisitStore(InMemoryTables tables) implements VisitStore {
    /** A visit and what it stands on. */
    record Kept(Visit visit, Origin origin) {}

    @Override
    public Optional<Visit> find(TenantScope scope, VisitId id) {
        return kept(scope, id).map(Kept::visit);
    }

    @Override
    public Optional<Origin> origin(TenantScope scope, VisitId id) {
        return kept(scope, id).map(Kept::origin);
    }

    @Override
    public List<Visit> list(TenantScope scope, VisitFilter filter, Optional<Position> before, int limit) {
        List<Visit> visits = new ArrayList<>(tables.in(
                scope,
                () -> tables.visits
                        .all(scope.id())
                        .map(Kept::visit)
                        .filter(filter::test)
                        .filter(visit -> before.isEmpty()
                                || InMemoryTable.BY_ID.compare(
                                                visit.id().value(), before.get().id())
                                        < 0)
                        .toList()));
        Collections.reverse(visits);
        return visits.subList(0, Math.min(limit, visits.size()));
    }

    @Override
    public List<Visit> open(TenantScope scope, SessionId session, Instant now) {
        List<Visit> open = new ArrayList<>(tables.in(
                scope,
                () -> tables.visits
                        .all(scope.id())
                        .filter(kept -> kept.origin().session().equals(session))
                        .map(Kept::visit)
                        .filter(visit -> visit.isOpen(now))
                        .toList()));
        Collections.reverse(open);
        return open;
    }

    @Override
    public void add(TenantScope scope, Visit visit, Origin origin) {
        tables.change(scope, () -> tables.visits.put(scope.id(), visit.id().value(), new Kept(visit, origin)));
    }

    @Override
    public boolean end(TenantScope scope, VisitId id, Instant at) {
        return tables.in(scope, () -> {
            Optional<Kept> open =
                    kept(scope, id).filter(kept -> kept.visit().endedAt().isEmpty());
            open.ifPresent(kept -> add(scope, ended(kept.visit(), at), kept.origin()));
            return open.isPresent();
        });
    }

    private Optional<Kept> kept(TenantScope scope, VisitId id) {
        return tables.in(scope, () -> tables.visits.find(scope.id(), id.value()));
    }

    private static Visit ended(Visit visit, Instant at) {
        return new Visit(
                visit.id(),
                visit.operator(),
                visit.email(),
                visit.access(),
                visit.reason(),
                visit.startedAt(),
                visit.expiresAt(),
                Optional.of(at));
    }
}
