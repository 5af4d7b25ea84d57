package io.tenancy.core.audit;

import static io.tenancy.core.access.Permissions.AUDIT_READ;
import static io.tenancy.core.access.Permissions.USER_READ;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Parts;
import io.tenancy.core.Position;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows the audit trail of the caller's tenant, the youngest entry first. */
public final class AuditService {
    private static final int PART = 500;

    private final Gate gate;
    private final AuditStore entries;
    private final UserStore users;
    private final Cursors cursors;

    public AuditService(Gate gate, AuditStore entries, UserStore users, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.entries = requireNonNull(entries);
        this.users = requireNonNull(users);
        this.cursors = requireNonNull(cursors);
    }

    public Page<JournalEntry> list(Caller caller, AuditQuery query, PageRequest request) {
        return gate.query(
                caller,
                AUDIT_READ,
                scope -> cursors.page(
                        scope.id(),
                        "audit " + query,
                        request,
                        (before, limit) -> entries.list(scope, query, before, limit),
                        AuditService::place));
    }

    /**
     * The names of those who acted in these entries and are users of the tenant now, or whose keys did; by their ids, and asked for
     * in one question. A caller who may not see users learns none.
     */
    public Map<UUID, String> names(Caller caller, Collection<JournalEntry> shown) {
        return gate.query(caller, AUDIT_READ, scope -> {
            Set<UserId> actors = shown.stream()
                    .flatMap(AuditService::actor)
                    .map(UserId::new)
                    .collect(Collectors.toUnmodifiableSet());
            return actors.isEmpty() || !caller.may(USER_READ)
                    ? Map.of()
                    : users.names(scope, actors).entrySet().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    one -> one.getKey().value(), Map.Entry::getValue));
        });
    }

    /** The user who acted, or whose key did. */
    private static Stream<UUID> actor(JournalEntry entry) {
        return switch (entry.actor().kind()) {
            case USER, OPERATOR -> Stream.of(entry.actor().id());
            case API_KEY -> entry.onBehalfOf().stream();
            case SERVICE, SYSTEM -> Stream.empty();
        };
    }

    /**
     * Every entry that the query is about, read in parts of 500 while they are taken, so that the reader may be slow.
     * What is written meanwhile is not among them.
     */
    public Iterator<JournalEntry> export(Caller caller, AuditQuery query) {
        return gate.query(
                caller,
                AUDIT_READ,
                scope -> new Parts<>(PART, (last, limit) -> part(caller, query, last.map(AuditService::place), limit)));
    }

    private List<JournalEntry> part(Caller caller, AuditQuery query, Optional<Position> before, int limit) {
        return gate.query(caller, AUDIT_READ, scope -> entries.list(scope, query, before, limit));
    }

    private static Position place(JournalEntry entry) {
        return new Position("", entry.id());
    }
}
