package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link RateBook} does. */
public abstract class RateBookContract extends StoreContract {
    private static final Rates RATES = new Rates(Optional.of(600), Optional.of(60), Optional.of(0), Optional.of(2));
    private static final OwnRates OWN = new OwnRates(Optional.of(30), Optional.empty());

    @Test
    void knowsNothingOfATenantWithWhomNothingWasAgreed() {
        assertThat(book().find(tenant("quiet"))).isEqualTo(RateTerms.NONE);
    }

    @Test
    void keepsWhatAnOperatorSaysBesideWhatTheTenantSays() {
        TenantId acme = tenant("acme");

        book().lower(acme, OWN);
        book().give(acme, RATES);

        assertThat(book().find(acme)).isEqualTo(new RateTerms(RATES, OWN));
    }

    @Test
    void replacesWhatWasSaidAsAWhole() {
        TenantId acme = tenant("acme");
        Rates less = new Rates(Optional.of(5), Optional.empty(), Optional.empty(), Optional.empty());
        book().give(acme, RATES);
        book().lower(acme, OWN);

        book().give(acme, less);
        book().lower(acme, OwnRates.NONE);

        assertThat(book().find(acme)).isEqualTo(new RateTerms(less, OwnRates.NONE));
    }

    @Test
    void keepsTenantsApart() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");

        book().give(acme, RATES);
        book().lower(acme, OWN);

        assertThat(book().find(globex)).isEqualTo(RateTerms.NONE);
    }

    /** The id of a new tenant of the catalogue. */
    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private RateBook book() {
        return stores().rateBook();
    }
}
