package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.biller.BillerAccount;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.UsagePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link BillerStore} does. */
public abstract class BillerStoreContract extends StoreContract {
    private static final String BILLER = "acme-pay";
    private static final String METER = "api_requests";
    private static final Instant T1 = T0.plus(Duration.ofHours(1));

    @Test
    void keepsAnAccountOfEachTenantAndReplacesTheVersionBeforeAlone() {
        TenantId acme = tenant("acme");
        String customer = "cus_" + acme.value();
        BillerAccount first = account(acme, customer, 1, Optional.empty());
        BillerAccount second = account(acme, customer, 2, Optional.of(List.of("price_1", "price_2")));

        assertThat(billers().find(acme, BILLER)).isEmpty();
        assertThat(billers().add(first)).isTrue();
        assertThat(billers().add(account(acme, customer + "_2", 1, Optional.empty())))
                .isFalse();
        assertThat(billers().find(acme, BILLER)).contains(first);
        assertThat(billers().ofCustomer(BILLER, customer)).contains(first);
        assertThat(billers().update(second)).isTrue();
        assertThat(billers().update(second)).isFalse();
        assertThat(billers().find(acme, BILLER)).contains(second);
        assertThat(billers().find(acme, "other")).isEmpty();
        assertThat(billers().ofCustomer("other", customer)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");
        String customer = "cus_" + acme.value();
        billers().add(account(acme, customer, 1, Optional.empty()));
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T0, 7)));

        assertThat(billers().add(account(globex, customer, 1, Optional.empty())))
                .isFalse();
        assertThat(billers().find(globex, BILLER)).isEmpty();
        assertThat(billers().known(globex, BILLER, METER, T0)).isEmpty();
        assertThat(billers().staged(globex, BILLER, 10)).isEmpty();
        billers().said(BILLER, new Use(globex, METER, T0, 7, 1));
        assertThat(billers().staged(acme, BILLER, 10)).hasSize(1);
    }

    @Test
    void notesAnEventOnce() {
        String event = "evt_" + TestTenants.newId();

        assertThat(billers().note(BILLER, event, T0)).isTrue();
        assertThat(billers().note(BILLER, event, T1)).isFalse();
        assertThat(billers().note("other", event, T0)).isTrue();
        assertThat(billers().forget(T1, 1_000)).isGreaterThanOrEqualTo(2);
        assertThat(billers().note(BILLER, event, T1)).isTrue();
    }

    @Test
    void saysTheDifferenceOfAnHourWithANumberOfItsOwn() {
        TenantId acme = tenant("acme");
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T1, 4), new UsagePoint(T0, 7)));
        Use first = new Use(acme, METER, T0, 7, 1);
        Use second = new Use(acme, METER, T1, 4, 1);

        assertThat(billers().staged(acme, BILLER, 10)).containsExactly(first, second);
        assertThat(billers().staged(acme, BILLER, 1)).containsExactly(first);
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T0, 9)));
        assertThat(billers().staged(acme, BILLER, 1)).containsExactly(first);
        billers().said(BILLER, first);
        billers().said(BILLER, second);
        assertThat(billers().staged(acme, BILLER, 10)).isEmpty();
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T0, 5), new UsagePoint(T1, 4)));
        assertThat(billers().staged(acme, BILLER, 10)).containsExactly(new Use(acme, METER, T0, -2, 2));
        billers().said(BILLER, first);
        assertThat(billers().staged(acme, BILLER, 10)).hasSize(1);
        assertThat(billers().known(acme, BILLER, METER, T0)).isEqualTo(Map.of(T0, 5L, T1, 4L));
        assertThat(billers().known(acme, BILLER, METER, T1)).isEqualTo(Map.of(T1, 4L));
    }

    @Test
    void forgetsOldHoursOfWhichEverythingWasSaid() {
        TenantId acme = tenant("acme");
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T0, 7), new UsagePoint(T1, 4)));
        billers().said(BILLER, new Use(acme, METER, T0, 7, 1));

        assertThat(billers().forgetHours(T1.plusSeconds(1), 1_000)).isPositive();
        assertThat(billers().known(acme, BILLER, METER, T0)).isEqualTo(Map.of(T1, 4L));
    }

    @Test
    void forgetsATenantThatIsGone() {
        Tenant purged = TestTenants.in(
                Tenant.Status.PURGING,
                TestTenants.tenant("purged-" + TestTenants.newId().toString().substring(24), Isolation.SHARED, "main"),
                T0);
        assertThat(stores().tenants().add(purged)).isTrue();
        TenantId acme = purged.id();
        String customer = "cus_" + acme.value();
        billers().add(account(acme, customer, 1, Optional.empty()));
        billers().stage(acme, BILLER, METER, List.of(new UsagePoint(T0, 7)));

        assertThat(stores().tenants().remove(acme)).isTrue();

        assertThat(billers().ofCustomer(BILLER, customer)).isEmpty();
        assertThat(billers().staged(acme, BILLER, 10)).isEmpty();
    }

    private static BillerAccount account(
            TenantId tenant, String customer, long version, Optional<List<String>> telling) {
        return new BillerAccount(
                tenant,
                BILLER,
                customer,
                Optional.of("sub_1"),
                List.of("price_1"),
                telling,
                Optional.of("active"),
                Optional.of(T1),
                T0,
                version);
    }

    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private BillerStore billers() {
        return stores().billers();
    }
}
