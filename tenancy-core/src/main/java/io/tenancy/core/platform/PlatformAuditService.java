package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_AUDIT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Cursors.Stretch;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Parts;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows operators the journals of tenants: tenant after tenant in the order of their ids, each entered for itself, and of each
 * the youngest entry first.
 */
public final class PlatformAuditService {
    /** So many tenants are entered for one page. */
    private static final int MOST_TENANTS = 20;

    private static final int PART = 500;
    private static final UUID NOTHING_LEFT = new UUID(0, 0);

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final AuditStore entries;
    private final Cursors cursors;

    public PlatformAuditService(
            Gate gate, TenantStore tenants, TenantDirectory directory, AuditStore entries, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.entries = requireNonNull(entries);
        this.cursors = requireNonNull(cursors);
    }

    /**
     * One page of the entries in all journals, or in that of one tenant. It can have fewer than were asked for, or none, where
     * many tenants have none, and still not be the last.
     */
    public Page<TenantEntry> list(Caller operator, Optional<TenantId> tenant, AuditQuery query, PageRequest request) {
        return gate.query(operator, PLATFORM_READ_AUDIT, platform -> {
            String list = "audit of " + tenant.map(TenantId::value) + " " + query;
            return cursors.stretch(
                    platform.id(),
                    list,
                    request,
                    (after, limit) -> tenant.isPresent()
                            ? one(existing(tenant.get()), query, after, limit)
                            : all(query, after, limit));
        });
    }

    /**
     * Every entry of all journals, or of that of one tenant, in the order of the list, read in parts of 500 while they are taken.
     * Of a tenant that cannot be read there is the reason in their place; asked for alone, it is thrown.
     */
    public Iterator<TenantEntry> export(Caller operator, Optional<TenantId> tenant, AuditQuery query) {
        return new Parts<>(
                PART,
                (last, limit) -> gate.query(operator, PLATFORM_READ_AUDIT, platform -> {
                    Optional<Position> after = last.map(PlatformAuditService::place);
                    return tenant.isPresent()
                            ? read(existing(tenant.get()), query, after, limit)
                            : filled(query, after, limit);
                }));
    }

    /** As many as are wanted, unless there are no more. */
    private List<TenantEntry> filled(AuditQuery query, Optional<Position> after, int limit) {
        List<TenantEntry> found = new ArrayList<>();
        Optional<Position> place = after;
        do {
            Stretch<TenantEntry> next = all(query, place, limit - found.size());
            found.addAll(next.items());
            place = next.next();
        } while (found.size() < limit && place.isPresent());
        return found;
    }

    /** Of one tenant; where it cannot be read, the reason is thrown. */
    private Stretch<TenantEntry> one(Tenant tenant, AuditQuery query, Optional<Position> after, int limit) {
        List<TenantEntry> found = read(tenant, query, after, limit + 1);
        boolean isMore = found.size() > limit;
        List<TenantEntry> shown = isMore ? found.subList(0, limit) : found;
        return new Stretch<>(shown, isMore ? Optional.of(place(shown.get(limit - 1))) : Optional.empty());
    }

    private Stretch<TenantEntry> all(AuditQuery query, Optional<Position> after, int limit) {
        List<TenantEntry> found = new ArrayList<>();
        Optional<Position> inside = after.filter(place -> !place.id().equals(NOTHING_LEFT));
        Optional<Tenant> begun = inside.flatMap(place -> tenants.find(tenant(place)));
        begun.ifPresent(tenant -> found.addAll(tried(tenant, query, inside, limit)));
        Optional<Position> place = after;
        if (found.size() < limit) {
            Optional<UUID> last = after.map(PlatformAuditService::tenant).map(TenantId::value);
            List<Tenant> next = tenants.list(TenantFilter.ALL, last.map(id -> new Position("", id)), MOST_TENANTS);
            for (Tenant tenant : next) {
                found.addAll(tried(tenant, query, Optional.empty(), limit - found.size()));
                place = Optional.of(behind(tenant));
                if (found.size() == limit) {
                    break;
                }
            }
            if (found.size() < limit && next.size() < MOST_TENANTS) {
                return new Stretch<>(found, Optional.empty());
            }
        }
        return new Stretch<>(found, found.size() == limit ? Optional.of(place(found.get(limit - 1))) : place);
    }

    /** A tenant that cannot be read does not keep anybody from reading the others. */
    private List<TenantEntry> tried(Tenant tenant, AuditQuery query, Optional<Position> after, int limit) {
        if (!tenant.status().hasPlace()) {
            return List.of();
        }
        try {
            return read(tenant, query, after, limit);
        } catch (TenancyException e) {
            return List.of(TenantEntry.unreadable(tenant.id(), e.code()));
        }
    }

    private List<TenantEntry> read(Tenant tenant, AuditQuery query, Optional<Position> after, int limit) {
        Optional<Position> before = after.map(place -> new Position("", place.id()));
        List<JournalEntry> read = entries.list(directory.enterToLook(tenant), query, before, limit);
        return read.stream().map(entry -> TenantEntry.of(tenant.id(), entry)).toList();
    }

    private Tenant existing(TenantId id) {
        Tenant tenant = tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
        if (!tenant.status().hasPlace()) {
            throw new NotFound("tenant");
        }
        return tenant;
    }

    private static Position behind(Tenant tenant) {
        return new Position(tenant.id().value().toString(), NOTHING_LEFT);
    }

    private static Position place(TenantEntry shown) {
        return new Position(
                shown.tenant().value().toString(),
                shown.entry().map(JournalEntry::id).orElse(NOTHING_LEFT));
    }

    private static TenantId tenant(Position place) {
        return new TenantId(UUID.fromString(place.key()));
    }
}
