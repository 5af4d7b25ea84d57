package io.tenancy.persistence;

import io.tenancy.core.role.Grants;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiServiceAccountStore implements ServiceAccountStore {
    private final TenantSql<Sql> db;

    JdbiServiceAccountStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<ServiceAccount> find(TenantScope scope, ServiceAccountId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public List<ServiceAccount> list(TenantScope scope) {
        return db.one(scope, sql -> sql.list(scope.id()));
    }

    @Override
    public boolean add(TenantScope scope, ServiceAccount account) {
        return db.all(scope, sql -> {
            boolean added = sql.add(scope.id(), account) == 1;
            if (added) {
                addRoles(sql, scope, account);
            }
            return added;
        });
    }

    @Override
    public boolean update(TenantScope scope, ServiceAccount account) {
        return db.changing(scope, sql -> {
            boolean updated = sql.update(scope.id(), account) == 1;
            if (updated) {
                sql.removeRoles(scope.id(), account.id());
                addRoles(sql, scope, account);
            }
            return updated;
        });
    }

    @Override
    public boolean isNameTaken(TenantScope scope, String name, ServiceAccountId except) {
        return db.one(scope, sql -> sql.isNameTaken(scope.id(), name, except));
    }

    @Override
    public boolean delete(TenantScope scope, ServiceAccountId id) {
        return db.changing(scope, sql -> sql.delete(scope.id(), id)) == 1;
    }

    /** A role that is missing was deleted after somebody had looked. */
    private static void addRoles(Sql sql, TenantScope scope, ServiceAccount account) {
        Set<String> roles = account.roles();
        if (sql.addRoles(scope.id(), account.id(), roles) != roles.size()) {
            throw Grants.unknownRole();
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT a.id, a.name, a.description, a.status, a.created_at, a.updated_at, a.version,
                       ARRAY(SELECT r.name
                             FROM service_account_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.account_id = a.id) AS roles
                FROM service_accounts a
                WHERE a.tenant_id = :tenant AND a.id = :id
                """)
        Optional<ServiceAccount> find(TenantId tenant, ServiceAccountId id);

        @SqlQuery("""
                SELECT a.id, a.name, a.description, a.status, a.created_at, a.updated_at, a.version,
                       ARRAY(SELECT r.name
                             FROM service_account_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.account_id = a.id) AS roles
                FROM service_accounts a
                WHERE a.tenant_id = :tenant
                ORDER BY a.name
                """)
        List<ServiceAccount> list(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO service_accounts (tenant_id, id, name, description, status, created_at, updated_at, version)
                VALUES (:tenant, :account.id, :account.name, :account.description, :account.status,
                        :account.createdAt, :account.updatedAt, :account.version)
                ON CONFLICT (tenant_id, name) DO NOTHING
                """)
        int add(TenantId tenant, @BindMethods("account") ServiceAccount account);

        @SqlUpdate("""
                UPDATE service_accounts
                SET name = :account.name, description = :account.description, status = :account.status,
                    updated_at = :account.updatedAt, version = :account.version
                WHERE tenant_id = :tenant AND id = :account.id AND version = :account.version - 1
                """)
        int update(TenantId tenant, @BindMethods("account") ServiceAccount account);

        @SqlUpdate("""
                INSERT INTO service_account_roles (tenant_id, account_id, role_id)
                SELECT :tenant, :account, r.id
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.name = ANY(:roles)
                FOR KEY SHARE
                """)
        int addRoles(TenantId tenant, ServiceAccountId account, Set<String> roles);

        @SqlUpdate("""
                DELETE FROM service_account_roles
                WHERE tenant_id = :tenant AND account_id = :account
                """)
        int removeRoles(TenantId tenant, ServiceAccountId account);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM service_accounts a
                    WHERE a.tenant_id = :tenant AND a.name = :name AND a.id <> :except)
                """)
        boolean isNameTaken(TenantId tenant, String name, ServiceAccountId except);

        @SqlUpdate("""
                DELETE FROM service_accounts
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, ServiceAccountId id);
    }
}
