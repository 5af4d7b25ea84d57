package io.tenancy.core.access;

import io.tenancy.core.Id;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Stale;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.Versioned;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What a command holds while it runs: the scope it was granted, the time, new ids, and its journal. */
public final class Work {
    private final TenantScope scope;
    private final Author author;
    private final Origin origin;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Optional<Expected> expected;
    private final Transactions transactions;
    private final Supplier<Optional<Set<Permission>>> standing;
    private final Quotas quotas;
    private Optional<Set<Permission>> held = Optional.empty();
    private boolean idle;
    private boolean checked;

    Work(
            TenantScope scope,
            Author author,
            Origin origin,
            Optional<Expected> expected,
            Instant now,
            Supplier<UUID> ids,
            Transactions transactions,
            Supplier<Optional<Set<Permission>>> standing,
            Quotas quotas) {
        this.scope = scope;
        this.author = author;
        this.origin = origin;
        this.expected = expected;
        this.now = now;
        this.ids = ids;
        this.transactions = transactions;
        this.standing = standing;
        this.quotas = quotas;
    }

    public TenantScope scope() {
        return scope;
    }

    public Instant now() {
        return now;
    }

    public UUID newId() {
        return ids.get();
    }

    /**
     * Refuses with {@link Stale} where the caller expects another state than this, which was read in this transaction. What
     * changes it then has to fail where somebody else is faster: by its version, or behind a {@link #lock}.
     */
    public void check(Versioned known) {
        checked = true;
        expected.ifPresent(wanted -> wanted.require(known));
    }

    /** What to throw where somebody else was faster: {@link Stale} where the caller expects a state, or the conflict. */
    public TenancyException lost(Conflict conflict) {
        return expected.isPresent() ? Expected.stale() : conflict;
    }

    /**
     * Makes every other command of this tenant that locks the same wait until this one ends. What it has waited for may be
     * what disables its own caller, who is therefore asked again behind the lock.
     *
     * @throws Unauthenticated if the caller does not count any more
     * @throws Denied if the permission of the command was taken from the caller
     */
    public void lock(String what) {
        transactions.lock(scope, what);
        held = standing.get();
    }

    /** The same with a lock on rows, which a store takes in this transaction. */
    public void lock(Consumer<TenantScope> rows) {
        rows.accept(scope);
        held = standing.get();
    }

    /** What the caller may do, as it was behind the last lock; empty before one, and where nobody can be asked. */
    public Optional<Set<Permission>> held() {
        return held;
    }

    /**
     * Refuses to make one thing more than the tenant's plan includes, see {@link Quotas#reserve}. It is asked for before the
     * thing is made, and after any lock on roles.
     *
     * @param used how many there are
     */
    public void reserve(Entitlement entitlement, ToLongFunction<TenantScope> used) {
        quotas.reserve(this, entitlement, 1, used);
    }

    void requireChecked() {
        if (expected.isPresent() && !checked) {
            throw new IllegalStateException("A command that was told a version did not look at it.");
        }
    }

    /** Writes down that something was done to a target, as {@code user.invited}, and what of it is another thing now. */
    public void record(String action, Id target, Difference... changes) {
        record(action, target, List.of(changes));
    }

    public void record(String action, Id target, List<Difference> changes) {
        entries.add(new JournalEntry(
                ids.get(),
                now,
                author.actor(),
                author.onBehalfOf(),
                author.credential(),
                action,
                target.value(),
                changes,
                origin));
    }

    /** Whether nothing is written down so far; a command that says so on purpose may end without an entry. */
    public boolean changedNothing() {
        idle = entries.isEmpty();
        return idle;
    }

    boolean isIdle() {
        return idle && entries.isEmpty();
    }

    List<JournalEntry> entries() {
        return List.copyOf(entries);
    }
}
