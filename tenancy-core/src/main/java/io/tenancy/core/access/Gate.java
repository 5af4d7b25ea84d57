package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one way from a {@link Caller} to a tenant's rows. A query and a command both name the permission they need and
 * get a scope in return; a command also runs in a transaction and leaves a journal entry, or fails. In a tenant that is
 * read-only there are queries, and no commands but those of {@link #rightsCommand}. A command that waits for others at a {@link Work#lock} finds out afterwards
 * whether its caller still stands.
 */
public final class Gate {
    private final Transactions transactions;
    private final Journal journal;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final Quotas quotas;
    private final Supplier<Origin> origins;

    /** A gate for an application without plans, whose audit trail knows nothing of requests. */
    public Gate(Transactions transactions, Journal journal, Supplier<UUID> ids, InstantSource clock) {
        this(transactions, journal, ids, clock, Quotas.NONE, () -> Origin.NONE);
    }

    /**
     * A gate that holds tenants to their plans and knows requests.
     *
     * @param origins from where the request comes that the calling thread works for
     */
    public Gate(
            Transactions transactions,
            Journal journal,
            Supplier<UUID> ids,
            InstantSource clock,
            Quotas quotas,
            Supplier<Origin> origins) {
        this.transactions = requireNonNull(transactions);
        this.journal = requireNonNull(journal);
        this.ids = requireNonNull(ids);
        this.clock = requireNonNull(clock);
        this.quotas = requireNonNull(quotas);
        this.origins = requireNonNull(origins);
    }

    /** The time at which a caller is made. */
    public Instant now() {
        return clock.instant();
    }

    public <T> T query(Caller caller, Permission needed, Function<TenantScope, T> question) {
        caller.require(needed);
        return question.apply(caller.scope());
    }

    /** Reads what is for every person of the tenant, and for those programs that hold the permission. */
    public <T> T personQuery(Caller caller, Permission ofPrograms, Function<TenantScope, T> question) {
        caller.requireOfProgram(ofPrograms);
        return question.apply(caller.scope());
    }

    public <T> T command(Caller caller, Permission needed, Function<Work, T> change) {
        caller.require(needed);
        caller.scope().requireWritable();
        return permitted(caller, needed, change);
    }

    /**
     * Does what a tenant may do with its data whether it has paid or not, as taking it along; as {@link #command}, but in a
     * read-only tenant too.
     */
    public <T> T rightsCommand(Caller caller, Permission needed, Function<Work, T> change) {
        caller.require(needed);
        return permitted(caller, needed, change);
    }

    private <T> T permitted(Caller caller, Permission needed, Function<Work, T> change) {
        return act(caller.scope(), caller.author(), caller.conditions(), () -> caller.requireStanding(needed), change);
    }

    /**
     * Keeps the books of requests, which are nobody's rows: whoever has come in may have what they ask written down, and no
     * more than that is for this way.
     */
    public <T> T keep(Caller caller, Function<TenantScope, T> books) {
        return books.apply(caller.scope());
    }

    /** Reads what is the caller's own, for which being signed in is enough; a program has nothing of its own. */
    public <T> T ownQuery(Caller caller, Function<TenantScope, T> question) {
        caller.requirePerson();
        return question.apply(caller.scope());
    }

    /** Changes what is the caller's own, as a session, for which being signed in is enough; in a read-only tenant too. */
    public <T> T ownCommand(Caller caller, Function<Work, T> change) {
        caller.requirePerson();
        return act(caller.scope(), caller.author(), caller.conditions(), caller::requireStanding, change);
    }

    /**
     * Runs a command that no caller stands behind, as a sign-in, an accepted invitation or provisioning. Who has a
     * scope already has the authority, in a read-only tenant too; the journal is owed all the same.
     */
    public <T> T act(TenantScope scope, Actor actor, Function<Work, T> change) {
        return act(scope, Author.of(actor), Conditions.NONE, Optional::empty, change);
    }

    private <T> T act(
            TenantScope scope,
            Author author,
            Conditions conditions,
            Supplier<Optional<Set<Permission>>> standing,
            Function<Work, T> change) {
        return transactions.run(scope, () -> {
            Work work = new Work(
                    scope,
                    author,
                    origins.get(),
                    conditions.expected(),
                    clock.instant(),
                    ids,
                    transactions,
                    standing,
                    quotas);
            T result = change.apply(work);
            work.requireChecked();
            if (work.isIdle()) {
                return result;
            }
            if (work.entries().isEmpty()) {
                throw new IllegalStateException("A command left no journal entry.");
            }
            conditions.claim().ifPresent(claim -> claim.worked(scope));
            journal.append(scope, work.entries());
            return result;
        });
    }
}
