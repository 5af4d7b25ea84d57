package io.tenancy.persistence;

import io.tenancy.persistence.Changelog.Change;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables that every tenant has: Tenancy's own, and those of an application that adds changelogs for its own tables.
 * They are applied in their order; each grows at its end only.
 */
public final class TenantSchema {
    private static final TenantSchema STANDARD = new TenantSchema(List.of());

    private final List<String> additions;
    private final Changelog changelog;
    private final Changelog withCatalogue;

    private TenantSchema(List<String> additions) {
        this.additions = List.copyOf(additions);
        this.changelog = Changelog.plain(after(Migrations.TENANT_CHANGELOG));
        this.withCatalogue = Changelog.of(after(Migrations.CHANGELOG));
    }

    /** Tenancy's own tables alone. */
    public static TenantSchema standard() {
        return STANDARD;
    }

    /**
     * The same and an application's tables.
     *
     * @param changelog a Liquibase changelog of any format on the class path, whose statements name tables without a
     *     schema; its parameter {@code appRole} names the role that serves requests
     * @throws IllegalStateException if it is not there or cannot be read, or a change set is not the same plain SQL for
     *     every tenant, applied once and in a transaction
     */
    public TenantSchema with(String changelog) {
        return new TenantSchema(
                Stream.concat(additions.stream(), Stream.of(changelog)).toList());
    }

    /** Every change, in its order. */
    List<Change> changes() {
        return changelog.changes();
    }

    /** How many changes there are. The number only grows, so that a place with fewer of them is behind. */
    int version() {
        return changelog.changes().size();
    }

    Changelog changelog() {
        return changelog;
    }

    /** The same after the tables of the catalogue, as the database has them that the catalogue is in. */
    Changelog withCatalogue() {
        return withCatalogue;
    }

    /** A changelog, and an application's changelogs after it. */
    private List<String> after(String first) {
        return Stream.concat(Stream.of(first), additions.stream()).toList();
    }
}
