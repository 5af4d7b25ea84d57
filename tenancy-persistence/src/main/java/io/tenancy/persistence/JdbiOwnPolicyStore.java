package io.tenancy.persistence;

import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.policy.OwnPolicyStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiOwnPolicyStore implements OwnPolicyStore {
    private final TenantSql<Sql> db;

    JdbiOwnPolicyStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public OwnPolicy find(TenantScope scope) {
        return db.one(scope, sql -> sql.find(scope.id())).orElse(OwnPolicy.NONE);
    }

    @Override
    public void put(TenantScope scope, OwnPolicy policy) {
        db.changing(scope, sql -> sql.put(scope.id(), policy));
    }

    interface Sql {
        @SqlQuery("""
                SELECT password_length, password_length_with_factor, login_failures, session_idle, session_life, mfa,
                       step_up, support
                FROM security_policies
                WHERE tenant_id = :tenant
                """)
        Optional<OwnPolicy> find(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO security_policies (tenant_id, password_length, password_length_with_factor, login_failures,
                                               session_idle, session_life, mfa, step_up, support)
                VALUES (:tenant, :policy.passwordLength, :policy.passwordLengthWithFactor, :policy.loginFailures,
                        :policy.sessionIdle, :policy.sessionLife, :policy.mfa, :policy.stepUp, :policy.support)
                ON CONFLICT (tenant_id) DO UPDATE
                SET password_length = EXCLUDED.password_length,
                    password_length_with_factor = EXCLUDED.password_length_with_factor,
                    login_failures = EXCLUDED.login_failures,
                    session_idle = EXCLUDED.session_idle, session_life = EXCLUDED.session_life, mfa = EXCLUDED.mfa,
                    step_up = EXCLUDED.step_up, support = EXCLUDED.support
                """)
        int put(TenantId tenant, @BindMethods("policy") OwnPolicy policy);
    }
}
