package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.RequestDays;
import io.tenancy.core.usage.RequestDays.Day;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RequestDays} does. */
public abstract class RequestDaysContract extends StoreContract {
    private static final Instant FIRST = RequestDays.dayOf(T0);
    private static final Instant NEXT = FIRST.plus(Duration.ofDays(1));

    @Test
    void addsToWhatItKnowsOfADay() {
        TenantId tenant = tenant("acme");
        days().add(List.of(new Day(tenant, FIRST, 3), new Day(tenant, NEXT, 1)));
        days().add(List.of(new Day(tenant, NEXT, 4), new Day(tenant, NEXT, 2)));

        assertThat(days().since(List.of(tenant), FIRST))
                .containsExactlyInAnyOrder(new Day(tenant, FIRST, 3), new Day(tenant, NEXT, 7));
        assertThat(days().since(List.of(tenant), NEXT)).containsExactly(new Day(tenant, NEXT, 7));
        assertThat(days().since(List.of(), FIRST)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        TenantId one = tenant("one");
        TenantId other = tenant("other");
        days().add(List.of(new Day(one, FIRST, 3), new Day(other, FIRST, 5)));

        assertThat(days().since(List.of(other), FIRST)).containsExactly(new Day(other, FIRST, 5));
        assertThat(days().since(List.of(one, other), FIRST))
                .containsExactlyInAnyOrder(new Day(one, FIRST, 3), new Day(other, FIRST, 5));
    }

    @Test
    void leavesOutWhoIsGoneAndKeepsTheOthers() {
        TenantId gone = new TenantId(TestTenants.newId());
        TenantId tenant = tenant("here");

        days().add(List.of(new Day(gone, FIRST, 3), new Day(tenant, FIRST, 5)));

        assertThat(days().since(List.of(gone, tenant), FIRST)).containsExactly(new Day(tenant, FIRST, 5));
    }

    @Test
    void losesNoneOfManyAtOnce() {
        TenantId one = tenant("one");
        TenantId other = tenant("other");
        AtOnce.run(8, number -> {
            List<TenantId> order = number % 2 == 0 ? List.of(one, other) : List.of(other, one);
            IntStream.range(0, 10)
                    .forEach(any -> days().add(order.stream()
                            .map(tenant -> new Day(tenant, FIRST, 1))
                            .toList()));
            return number;
        });

        assertThat(days().since(List.of(one, other), FIRST))
                .containsExactlyInAnyOrder(new Day(one, FIRST, 80), new Day(other, FIRST, 80));
    }

    @Test
    void addsUpAllTenants() {
        Instant far = Instant.parse("2150-01-01T00:00:00Z")
                .plus(Duration.ofDays(TestTenants.newId().hashCode() & 0x3FFF));
        days().add(List.of(new Day(tenant("one"), far, 3), new Day(tenant("other"), far, 5)));

        assertThat(days().totals(far)).containsEntry(far, 8L);
        assertThat(days().totals(far.plus(Duration.ofDays(1)))).doesNotContainKey(far);
    }

    @Test
    void forgetsWhatIsOld() {
        TenantId tenant = tenant("acme");
        Instant old = Instant.parse("2001-01-01T00:00:00Z");
        days().add(List.of(new Day(tenant, old, 3), new Day(tenant, NEXT, 1)));

        assertThat(days().prune(old.plus(Duration.ofDays(1)))).isPositive();

        assertThat(days().since(List.of(tenant), old)).containsExactly(new Day(tenant, NEXT, 1));
    }

    private RequestDays days() {
        return stores().requestDays();
    }

    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }
}
