package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;

/** The tenants of a catalogue that have a schema or a database of their own. */
record Residents(List<Resident> all, Set<String> stores) {
    private static final String TENANTS = """
            SELECT id, isolation, store, status
            FROM catalogue.tenants
            WHERE isolation <> 'SHARED'
            UNION ALL
            SELECT tenant_id, isolation, store, 'PROVISIONING'
            FROM catalogue.warm_places
            ORDER BY id
            """;

    /** A catalogue that was never migrated has no tenants. */
    private static final String IS_MADE = "SELECT to_regclass('catalogue.warm_places') IS NOT NULL";

    /**
     * One of them.
     *
     * @param isSettled whether its place has to be there and complete; it is neither being made nor being erased
     */
    record Resident(TenantId tenant, Placement placement, boolean isSettled) {
        String name() {
            if (placement instanceof Placement.Schema schema) {
                return schema.name();
            }
            if (placement instanceof Placement.Database database) {
                return database.name();
            }
            throw new IllegalArgumentException("A tenant in shared tables has no place of its own.");
        }

        boolean isDatabase() {
            return placement instanceof Placement.Database;
        }
    }

    private static final Set<String> UNSETTLED = Set.of("PROVISIONING", "PURGING");

    /** A tenant of the catalogue that has a place of its own. */
    static Resident of(Tenant tenant) {
        return new Resident(
                tenant.id(),
                tenant.placement(),
                !UNSETTLED.contains(tenant.status().name()));
    }

    static Residents of(Stores stores) {
        try {
            return StoreExamination.jdbi(stores.catalogue().owner())
                    .withHandle(handle -> new Residents(
                            handle.createQuery(IS_MADE).mapTo(Boolean.class).one()
                                    ? handle.createQuery(TENANTS)
                                            .map((row, context) -> resident(
                                                    row.getString("id"),
                                                    row.getString("isolation"),
                                                    row.getString("store"),
                                                    row.getString("status")))
                                            .list()
                                    : List.of(),
                            Set.copyOf(stores.all().stream().map(Store::name).toList())));
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    private static Resident resident(String id, String isolation, String store, String status) {
        TenantId tenant = new TenantId(UUID.fromString(id));
        return new Resident(
                tenant, Placement.of(Isolation.valueOf(isolation), store, tenant), !UNSETTLED.contains(status));
    }

    List<Resident> in(Store store) {
        return all.stream()
                .filter(resident -> resident.placement().store().equals(store.name()))
                .toList();
    }

    /** The names of all their places. */
    Set<String> names() {
        return all.stream().map(Resident::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those whose store this deployment does not have. */
    List<Finding> homeless() {
        return all.stream()
                .filter(resident -> !stores.contains(resident.placement().store()))
                .map(resident ->
                        homeless(resident.tenant(), resident.placement().store(), resident.name()))
                .toList();
    }

    /** A tenant in a store that this deployment does not have. */
    static Finding homeless(TenantId tenant, String store, String object) {
        return new Finding(
                Check.TENANT_UNREACHABLE,
                store,
                object,
                "The tenant " + tenant.value() + " is in the store " + store + ", which this deployment does not have.",
                "");
    }
}
