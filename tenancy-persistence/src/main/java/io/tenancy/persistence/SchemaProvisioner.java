package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A schema comes and goes in one transaction each, so that a crash leaves either all of it or nothing. */
final class SchemaProvisioner implements Places {
    static final String EXISTS = "SELECT 1 FROM pg_namespace WHERE nspname = ?";

    private final DataSource owner;
    private final TenantTables tables;

    SchemaProvisioner(DataSource owner, TenantTables tables) {
        this.owner = requireNonNull(owner);
        this.tables = requireNonNull(tables);
    }

    @Override
    public boolean areOffered() {
        return true;
    }

    @Override
    public void prepare(TenantId tenant, Placement placement) {
        String schema = StoreProvisioner.name(placement);
        try {
            tables.ensureAnother(owner, schema);
        } catch (SQLException e) {
            throw Failures.translate("The schema " + schema + " cannot be made", e);
        }
    }

    @Override
    public void erase(TenantId tenant, Placement placement) {
        String schema = StoreProvisioner.name(placement);
        try {
            Sql.execute(owner, "DROP SCHEMA IF EXISTS " + Sql.name(schema) + " CASCADE");
        } catch (SQLException e) {
            throw Failures.translate("The schema " + schema + " cannot be dropped", e);
        }
    }
}
