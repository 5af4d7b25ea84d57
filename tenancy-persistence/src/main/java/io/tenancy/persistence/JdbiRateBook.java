package io.tenancy.persistence;

import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiRateBook implements RateBook {
    private final CatalogueSql<Sql> db;

    JdbiRateBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public RateTerms find(TenantId tenant) {
        return db.one(sql -> sql.find(tenant)).map(Row::terms).orElse(RateTerms.NONE);
    }

    @Override
    public void give(TenantId tenant, Rates given) {
        var unused = db.changing(Change.tenant(tenant), sql -> sql.give(tenant, given));
    }

    @Override
    public void lower(TenantId tenant, OwnRates own) {
        var unused = db.changing(Change.tenant(tenant), sql -> sql.lower(tenant, own));
    }

    /** A row as it is kept. */
    record Row(
            Optional<Integer> givenTenant,
            Optional<Integer> givenUser,
            Optional<Integer> givenApiKey,
            Optional<Integer> givenConcurrent,
            Optional<Integer> ownUser,
            Optional<Integer> ownApiKey) {
        RateTerms terms() {
            return new RateTerms(
                    new Rates(givenTenant, givenUser, givenApiKey, givenConcurrent), new OwnRates(ownUser, ownApiKey));
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT given_tenant, given_user, given_api_key, given_concurrent, own_user, own_api_key
                FROM catalogue.rate_terms
                WHERE tenant_id = :tenant
                """)
        Optional<Row> find(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.rate_terms (tenant_id, given_tenant, given_user, given_api_key, given_concurrent)
                VALUES (:tenant, :rates.tenant, :rates.user, :rates.apiKey, :rates.concurrent)
                ON CONFLICT (tenant_id) DO UPDATE
                SET given_tenant = EXCLUDED.given_tenant, given_user = EXCLUDED.given_user,
                    given_api_key = EXCLUDED.given_api_key, given_concurrent = EXCLUDED.given_concurrent
                """)
        int give(TenantId tenant, @BindMethods("rates") Rates rates);

        @SqlUpdate("""
                INSERT INTO catalogue.rate_terms (tenant_id, own_user, own_api_key)
                VALUES (:tenant, :own.user, :own.apiKey)
                ON CONFLICT (tenant_id) DO UPDATE
                SET own_user = EXCLUDED.own_user, own_api_key = EXCLUDED.own_api_key
                """)
        int lower(TenantId tenant, @BindMethods("own") OwnRates own);
    }
}
