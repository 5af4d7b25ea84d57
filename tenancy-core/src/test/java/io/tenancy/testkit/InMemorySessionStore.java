package io.tenancy.testkit;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sessions in memory. */
record InMemorySessionStore(InMemoryTables tables) implements SessionStore {
    @Override
    public Optional<Session> find(TenantScope scope, SessionId id) {
        return tables.in(scope, () -> tables.sessions.find(scope.id(), id.value()));
    }

    @Override
    public void add(TenantScope scope, Session session) {
        tables.change(scope, () -> {
            tables.requireUser(scope, session.user());
            tables.sessions.put(scope.id(), session.id().value(), session);
        });
    }

    @Override
    public List<Session> open(TenantScope scope, UserId user) {
        return tables.in(
                scope,
                () -> tables.sessions
                        .all(scope.id())
                        .filter(session -> session.user().equals(user))
                        .filter(session -> session.revokedAt().isEmpty())
                        .sorted(Comparator.comparing(Session::refreshedAt)
                                .thenComparing(session -> session.id().value())
                                .reversed())
                        .toList());
    }

    @Override
    public boolean rotate(TenantScope scope, SessionId id, int generation, Instant at, Client client) {
        return tables.in(scope, () -> {
            Optional<Session> present = find(scope, id)
                    .filter(session -> session.generation() == generation)
                    .filter(session -> session.revokedAt().isEmpty());
            present.ifPresent(session -> put(scope, rotated(session, at, client)));
            return present.isPresent();
        });
    }

    @Override
    public void reassure(TenantScope scope, SessionId id, Assurance assurance) {
        tables.change(scope, () -> find(scope, id).ifPresent(session -> put(scope, session.with(assurance))));
    }

    @Override
    public boolean revoke(TenantScope scope, SessionId id, Instant at) {
        return tables.in(scope, () -> {
            Optional<Session> live =
                    find(scope, id).filter(session -> session.revokedAt().isEmpty());
            live.ifPresent(
                    session -> put(scope, with(session, session.generation(), session.refreshedAt(), Optional.of(at))));
            return live.isPresent();
        });
    }

    @Override
    public void revokeAll(TenantScope scope, UserId user, Optional<SessionId> except, Instant at) {
        tables.change(
                scope,
                () -> tables.sessions
                        .all(scope.id())
                        .filter(session -> session.user().equals(user))
                        .map(Session::id)
                        .filter(id -> !except.equals(Optional.of(id)))
                        .forEach(id -> revoke(scope, id, at)));
    }

    @Override
    public void prune(TenantScope scope, UserId user, Instant before) {
        tables.change(
                scope,
                () -> tables.sessions.removeIf(
                        scope.id(), session -> session.user().equals(user) && hasEnded(session, before)));
    }

    private static boolean hasEnded(Session session, Instant before) {
        return session.expiresAt().isBefore(before)
                || session.refreshedAt().isBefore(before)
                || session.revokedAt().map(at -> at.isBefore(before)).orElse(false);
    }

    private void put(TenantScope scope, Session session) {
        tables.sessions.put(scope.id(), session.id().value(), session);
    }

    private static Session rotated(Session session, Instant at, Client client) {
        Client known = new Client(
                client.address().or(session.client()::address),
                client.userAgent().or(session.client()::userAgent));
        Session next = with(session, session.generation() + 1, at, Optional.empty());
        return new Session(
                next.id(),
                next.user(),
                next.generation(),
                next.seed(),
                next.createdAt(),
                next.refreshedAt(),
                next.expiresAt(),
                next.revokedAt(),
                next.assurance(),
                known);
    }

    private static Session with(Session session, int generation, Instant refreshedAt, Optional<Instant> revokedAt) {
        return new Session(
                session.id(),
                session.user(),
                generation,
                session.seed(),
                session.createdAt(),
                refreshedAt,
                session.expiresAt(),
                revokedAt,
                session.assurance(),
                session.client());
    }
}
