package io.tenancy.testkit;

import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.ChainHead;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The chain of the journal, in memory. */
record InMemoryChainStore(InMemoryTables tables) implements ChainStore {
    @Override
    public ChainHead head(TenantScope scope) {
        return tables.in(
                scope,
                () -> inOrder(scope)
                        .reduce((one, next) -> next)
                        .map(link -> new ChainHead(link.sequence(), link.digest()))
                        .orElse(ChainHead.START));
    }

    @Override
    public List<Sealable> unsealed(TenantScope scope, int limit) {
        return tables.in(
                scope,
                () -> tables.journalQueue
                        .all(scope.id())
                        .sorted(Comparator.comparing(InMemoryTables.Queued::place))
                        .flatMap(queued -> sealable(scope, queued.entry()).stream())
                        .limit(limit)
                        .toList());
    }

    @Override
    public void seal(TenantScope scope, List<ChainLink> links, Instant at) {
        tables.change(
                scope,
                () -> links.forEach(link -> {
                    tables.journalLinks.put(scope.id(), link.entry(), link);
                    tables.sealed.put(scope.id(), link.entry(), at);
                    tables.journalQueue.remove(scope.id(), link.entry());
                }));
    }

    @Override
    public List<Linked> links(TenantScope scope, long after, int limit) {
        return tables.in(
                scope,
                () -> inOrder(scope)
                        .filter(link -> link.sequence() > after)
                        .limit(limit)
                        .map(link -> new Linked(link, sealable(scope, link.entry())))
                        .toList());
    }

    @Override
    public boolean isErased(TenantScope scope, Set<UUID> persons) {
        return tables.in(
                scope,
                () -> tables.journal
                        .all(scope.id())
                        .anyMatch(entry -> erases(entry) && persons.contains(entry.target())));
    }

    @Override
    public boolean isExplainedBefore(TenantScope scope, long place) {
        return tables.in(scope, () -> {
            List<JournalEntry> behind = inOrder(scope)
                    .filter(link -> link.sequence() > place)
                    .flatMap(link -> tables.journal.find(scope.id(), link.entry()).stream())
                    .toList();
            return behind.stream()
                    .filter(entry ->
                            tables.bareEntries.find(scope.id(), entry.id()).isPresent())
                    .anyMatch(entry ->
                            behind.stream().noneMatch(other -> erases(other) && names(entry, other.target())));
        });
    }

    /** Whether an entry says of somebody that they are erased. */
    static boolean erases(JournalEntry entry) {
        return entry.action().equals("user.erased");
    }

    static boolean names(JournalEntry entry, UUID person) {
        return Stream.of(entry.actor().id(), entry.target()).anyMatch(person::equals)
                || entry.onBehalfOf().filter(person::equals).isPresent();
    }

    @Override
    public Optional<UUID> loose(TenantScope scope) {
        return tables.in(
                scope,
                () -> tables.journal
                        .all(scope.id())
                        .map(JournalEntry::id)
                        .filter(id -> tables.journalLinks.find(scope.id(), id).isEmpty())
                        .filter(id -> tables.journalQueue.find(scope.id(), id).isEmpty())
                        .findFirst());
    }

    private Stream<ChainLink> inOrder(TenantScope scope) {
        return tables.journalLinks.all(scope.id()).sorted(Comparator.comparing(ChainLink::sequence));
    }

    /** The salt is the id of the entry: nobody guesses here. */
    private Optional<Sealable> sealable(TenantScope scope, UUID entry) {
        return tables.journal
                .find(scope.id(), entry)
                .map(found -> new Sealable(
                        found,
                        Optional.of(found.id())
                                .filter(id ->
                                        tables.bareEntries.find(scope.id(), id).isEmpty())));
    }
}
