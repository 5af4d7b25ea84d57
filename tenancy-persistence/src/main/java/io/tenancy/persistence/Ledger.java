package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the catalogue knows of the tables that tenants have of their own: how many changes each has. A tenant that is
 * being made, or purged, is not among them: the one is made with every change, and the other has nothing to migrate. Safe
 * for use by many threads, which share its one connection.
 */
final class Ledger implements AutoCloseable {
    /** In an order that has nothing to do with age or name, and is the same each time. */
    static final String BEHIND = """
            SELECT id, slug, isolation, store
            FROM catalogue.tenants
            WHERE isolation <> 'SHARED' AND tables_version < ? AND status NOT IN ('PROVISIONING', 'PURGING')
            ORDER BY hashtextextended(id::text, 0), id
            """;

    private static final String COUNT = """
            SELECT count(*)
            FROM catalogue.tenants
            WHERE isolation <> 'SHARED' AND tables_version < ? AND status NOT IN ('PROVISIONING', 'PURGING')
            """;

    private static final String IS_BEHIND = """
            SELECT count(*)
            FROM catalogue.tenants
            WHERE id = ? AND tables_version < ? AND status NOT IN ('PROVISIONING', 'PURGING')
            """;

    /** A release that is older than the tables leaves them, and what is known of them, as they are. Nodes are told of others. */
    private static final String NOTE = """
            WITH noted AS (
                UPDATE catalogue.tenants
                SET tables_version = ?
                WHERE id = ? AND tables_version < ?
                RETURNING id)
            SELECT pg_notify(?, ?)
            FROM noted
            """;

    private final Connection catalogue;
    private final int shipped;

    /**
     * @param catalogue a connection that commits each statement; it is closed with this
     * @param shipped how many changes the tables of a tenant have in this release
     */
    Ledger(Connection catalogue, int shipped) {
        this.catalogue = requireNonNull(catalogue);
        this.shipped = shipped;
    }

    synchronized List<TenantPlace> behind() throws SQLException {
        try (PreparedStatement query = catalogue.prepareStatement(BEHIND)) {
            query.setInt(1, shipped);
            List<TenantPlace> places = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    places.add(new TenantPlace(
                            new TenantId(rows.getObject("id", UUID.class)),
                            rows.getString("slug"),
                            Isolation.valueOf(rows.getString("isolation")),
                            rows.getString("store")));
                }
            }
            return places;
        }
    }

    synchronized int count() throws SQLException {
        try (PreparedStatement query = catalogue.prepareStatement(COUNT)) {
            query.setInt(1, shipped);
            return number(query);
        }
    }

    synchronized boolean isBehind(TenantId tenant) throws SQLException {
        try (PreparedStatement query = catalogue.prepareStatement(IS_BEHIND)) {
            query.setObject(1, tenant.value());
            query.setInt(2, shipped);
            return number(query) > 0;
        }
    }

    /** Notes that a tenant's tables have every change of this release. */
    synchronized void note(TenantId tenant) throws SQLException {
        note(catalogue, tenant);
    }

    /** The same in a transaction of its caller. */
    void note(Connection transaction, TenantId tenant) throws SQLException {
        try (PreparedStatement note = transaction.prepareStatement(NOTE)) {
            note.setInt(1, shipped);
            note.setObject(2, tenant.value());
            note.setInt(3, shipped);
            note.setString(4, Change.CHANNEL);
            note.setString(5, Change.tenant(tenant).text());
            note.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        catalogue.close();
    }

    private static int number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
