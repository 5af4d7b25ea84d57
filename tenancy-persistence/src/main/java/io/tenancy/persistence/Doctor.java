package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks for whatever lets tenants see each other, or keeps them from being served, and says how it is mended. */
public final class Doctor {
    /** How much is looked at. */
    public enum Depth {
        /** As the serving role, in a time that does not grow with the tenants; of their schemas a hundred, others each time. */
        QUICK,
        /** As the owner too, and in the place of every tenant. */
        FULL
    }

    private final Stores stores;
    private final TenantSchema tables;
    private final InstantSource clock;
    private final Set<String> schemas;

    private Doctor(Stores stores, TenantSchema tables, InstantSource clock, Set<String> schemas) {
        this.stores = requireNonNull(stores);
        this.tables = requireNonNull(tables);
        this.clock = requireNonNull(clock);
        this.schemas = Set.copyOf(schemas);
    }

    /** A doctor for all databases of a deployment. */
    public Doctor(Stores stores, TenantSchema tables, InstantSource clock) {
        this(stores, tables, clock, Set.of());
    }

    /** One that also looks at further schemas, as those where an application has tables of tenants of its own. */
    public Doctor with(Set<String> furtherSchemas) {
        return new Doctor(stores, tables, clock, furtherSchemas);
    }

    /**
     * Looks at every store. One that is away is a finding, unless it has the catalogue.
     *
     * @throws Unavailable if the catalogue is away
     * @throws IllegalArgumentException if no store has a schema that was named
     */
    public List<Finding> examine(Depth depth) {
        List<Finding> findings = new ArrayList<>();
        Set<String> unseen = new HashSet<>(schemas);
        for (Store store : stores.all()) {
            StoreExamination examination = new StoreExamination(store, tables, hasCatalogue(store), schemas);
            findings.addAll(reaching(store, () -> {
                unseen.removeAll(examination.schemas(unseen));
                return look(store, examination, depth);
            }));
        }
        if (!unseen.isEmpty()) {
            throw new IllegalArgumentException("No store has the schema " + String.join(", ", unseen) + ".");
        }
        if (depth == Depth.FULL) {
            findings.addAll(places());
        }
        findings.sort(Comparator.comparing(Finding::check));
        return List.copyOf(findings);
    }

    /**
     * Looks at the place of one tenant and at its store, in a time that does not grow with the tenants. What PostgreSQL and the
     * driver say of a failure is in none of its findings. A store that is away is a finding, unless it has the catalogue.
     *
     * @throws Unavailable if the catalogue is away
     */
    public List<Finding> examine(Tenant tenant) {
        Optional<Store> store = stores.find(tenant.store());
        List<Finding> findings = new ArrayList<>(
                store.isEmpty()
                        ? List.of(Residents.homeless(tenant.id(), tenant.store(), tenant.slug()))
                        : reaching(store.get(), () -> look(store.get(), tenant)));
        findings.sort(Comparator.comparing(Finding::check));
        return List.copyOf(findings);
    }

    private List<Finding> look(Store store, Tenant tenant) {
        Set<String> own = tenant.placement() instanceof Placement.Schema place ? Set.of(place.name()) : Set.of();
        StoreExamination examination = new StoreExamination(store, tables, hasCatalogue(store), schemas);
        List<Finding> findings = new ArrayList<>(common(store, examination, examination.full(own)));
        if (tenant.isolation() != Isolation.SHARED) {
            findings.addAll(new PlaceExamination(store, tables, schemas, Reasons::of).look(Residents.of(tenant)));
        }
        return findings;
    }

    /** What keeps a store from being served, in sentences. */
    static List<String> dangers(Store store, TenantSchema tables, boolean hasCatalogue) {
        return new StoreExamination(store, tables, hasCatalogue, Set.of())
                .quick().stream()
                        .filter(Finding::isDanger)
                        .map(Finding::problem)
                        .toList();
    }

    private List<Finding> look(Store store, StoreExamination examination, Depth depth) {
        return common(store, examination, depth == Depth.QUICK ? examination.quick() : examination.full());
    }

    private List<Finding> common(Store store, StoreExamination examination, List<Finding> found) {
        List<Finding> findings = new ArrayList<>(found);
        examination.clock(clock).ifPresent(findings::add);
        new StoreIdentity(stores.catalogue(), store).examine().ifPresent(findings::add);
        return findings;
    }

    private List<Finding> places() {
        Residents residents = Residents.of(stores);
        List<Finding> findings = new ArrayList<>(residents.homeless());
        for (Store store : stores.all()) {
            PlaceExamination examination = new PlaceExamination(store, tables, schemas);
            findings.addAll(reaching(store, () -> examination.look(residents.in(store), () -> Residents.of(stores))));
        }
        return findings;
    }

    private List<Finding> reaching(Store store, Supplier<List<Finding>> examination) {
        try {
            return examination.get();
        } catch (Unavailable e) {
            if (hasCatalogue(store)) {
                throw e;
            }
            String name = store.name();
            return List.of(
                    new Finding(Check.STORE_UNREACHABLE, name, name, "The store " + name + " cannot be reached.", ""));
        }
    }

    private boolean hasCatalogue(Store store) {
        return store.equals(stores.catalogue());
    }
}
