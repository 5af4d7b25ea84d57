package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Remembers where the credentials and subjects of tenants stand, as sessions or keys, for as long as a node may be behind; a transaction
 * always sees the database's own.
 */
final class KnownStandings<I, S> {
    private static final int MOST = 100_000;

    private final BiFunction<TenantScope, I, Optional<S>> source;
    private final TenantDb db;
    private final Function<TenantScope, Hearing> hearing;
    private final Recent<Key<I>, Optional<S>> recent;

    KnownStandings(BiFunction<TenantScope, I, Optional<S>> source, TenantDb db, Duration staleness, Ticker clock) {
        this(source, db, scope -> Hearing.NONE, staleness, staleness, clock);
    }

    /**
     * @param hearing of changes where the rows of a tenant are; only if whatever makes another answer of one is told, also of
     *     "there is none"
     */
    KnownStandings(
            BiFunction<TenantScope, I, Optional<S>> source,
            TenantDb db,
            Function<TenantScope, Hearing> hearing,
            Duration staleness,
            Ticker clock) {
        this(source, db, hearing, Hearing.LONGEST, staleness, clock);
    }

    private KnownStandings(
            BiFunction<TenantScope, I, Optional<S>> source,
            TenantDb db,
            Function<TenantScope, Hearing> hearing,
            Duration heard,
            Duration staleness,
            Ticker clock) {
        this.source = requireNonNull(source);
        this.db = requireNonNull(db);
        this.hearing = requireNonNull(hearing);
        this.recent = new Recent<>(MOST, staleness, heard, clock, Key::tenant);
    }

    Optional<S> find(TenantScope scope, I credential) {
        return db.isInTransaction()
                ? source.apply(scope, credential)
                : recent.get(
                        new Key<>(scope.id(), credential),
                        key -> source.apply(scope, key.credential()),
                        hearing.apply(scope));
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    KnownStandings<I, S> hearing(Changes changes) {
        changes.tell(this::happened, recent::allChanged);
        return this;
    }

    private void happened(Change change) {
        if (change.kind() == Change.Kind.PEOPLE) {
            recent.changed(change.tenantId());
        }
    }

    private record Key<I>(TenantId tenant, I credential) {}
}
