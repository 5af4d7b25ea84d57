package io.tenancy.core.access;

import io.tenancy.core.Id;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What a command holds while it runs: the scope it was granted, the time, new ids, and its journal. */
public final class Work {
    private final TenantScope scope;
    private final Actor actor;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final List<JournalEntry> entries = new ArrayList<>();
    private boolean idle;

    Work(TenantScope scope, Actor actor, Instant now, Supplier<UUID> ids) {
        this.scope = scope;
        this.actor = actor;
        this.now = now;
        this.ids = ids;
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

    /** Writes down that something was done to a target, as {@code user.invited}. */
    public void record(String action, Id target) {
        entries.add(new JournalEntry(ids.get(), now, actor, action, target.value()));
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
