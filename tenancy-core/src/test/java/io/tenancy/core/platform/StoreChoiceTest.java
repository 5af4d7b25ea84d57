package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Kind;
import io.tenancy.core.store.PlacementPolicy;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.testkit.InMemoryStoreDirectory;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestTenants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StoreChoiceTest {
    private static final PlacementPolicy PINNED = new PlacementPolicy.Pinned("eu-1");
    private static final PlacementPolicy REGION = new PlacementPolicy.Region("eu");
    private static final PlacementPolicy LEAST = new PlacementPolicy.LeastTenants();

    private final InMemoryStores memory = new InMemoryStores();
    private final InMemoryStoreDirectory stores = memory.directory(
            new StoreInfo("main", "eu", false), new StoreInfo("eu-1", "eu", false), new StoreInfo("us-1", "us", false));

    @Test
    void takesTheStoreThatIsAskedForWhateverThePolicy() {
        assertThat(choose(PINNED, "us-1", null)).isEqualTo("us-1");
        assertThat(choose(LEAST, "main", null)).isEqualTo("main");
        assertThat(choose(REGION, "us-1", null)).isEqualTo("us-1");
    }

    @Test
    void takesThePinnedOneInWhicheverRegionTheTenantIs() {
        assertThat(choose(PINNED, null, "us")).isEqualTo("eu-1");
    }

    @Test
    void takesTheOneWithTheFewestTenants() {
        fill("main", 2);
        fill("eu-1", 1);
        fill("us-1", 3);

        assertThat(choose(LEAST, null, null)).isEqualTo("eu-1");
    }

    @Test
    void takesTheOneWithTheFewestTenantsInTheRegion() {
        fill("main", 2);
        fill("eu-1", 1);

        assertThat(choose(REGION, null, null)).isEqualTo("eu-1");
        assertThat(choose(REGION, null, "us")).isEqualTo("us-1");
    }

    @Test
    void keepsToTheRegionWhateverStoreIsAskedFor() {
        assertRefused(REGION, "us-1", "eu", Kind.INVALID, "region.unserved");
        assertRefused(REGION, null, "mars", Kind.INVALID, "region.unserved");
    }

    @Test
    void refusesAnUnknownStore() {
        TenancyException refusal = assertRefused(LEAST, "us-2", null, Kind.INVALID, "store.unknown");

        assertThat(refusal.field()).contains("store");
    }

    @Test
    void passesFullStoresBy() {
        stores.mark("eu-1", true);

        assertThat(choose(LEAST, null, null)).isEqualTo("main");
        assertThat(choose(REGION, null, "eu")).isEqualTo("main");
        assertRefused(PINNED, null, null, Kind.CONFLICT, "store.full");
        assertRefused(LEAST, "eu-1", null, Kind.CONFLICT, "store.full");
    }

    @Test
    void refusesWhereEveryStoreIsFull() {
        stores.all().forEach(store -> stores.mark(store.name(), true));

        assertRefused(LEAST, null, null, Kind.CONFLICT, "store.full");
    }

    @Test
    void passesStoresByThatCannotBeReached() {
        stores.lose("eu-1");

        assertThat(choose(LEAST, null, null)).isEqualTo("main");
        TenancyException refusal = assertRefused(PINNED, null, null, Kind.UNAVAILABLE, "store.unavailable");
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void passesStoresByThatDoNotKeepTenantsApartSo() {
        fill("eu-1", 1);

        assertThat(choose(LEAST, Isolation.DATABASE, null, null)).isEqualTo("eu-1");
        TenancyException refusal =
                catchThrowableOfType(TenancyException.class, () -> choose(LEAST, Isolation.DATABASE, "main", null));
        assertThat(refusal.code()).isEqualTo("isolation.unsupported");
    }

    private void fill(String store, int tenants) {
        for (int i = 0; i < tenants; i++) {
            assertThat(memory.tenants().add(TestTenants.tenant(store + "-" + i, Isolation.SHARED, store)))
                    .isTrue();
        }
    }

    private TenancyException assertRefused(
            PlacementPolicy policy, @Nullable String store, @Nullable String region, Kind kind, String code) {
        TenancyException refusal = catchThrowableOfType(TenancyException.class, () -> choose(policy, store, region));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.kind()).isEqualTo(kind);
        return refusal;
    }

    private String choose(PlacementPolicy policy, @Nullable String store, @Nullable String region) {
        return choose(policy, Isolation.SHARED, store, region);
    }

    private String choose(
            PlacementPolicy policy, Isolation isolation, @Nullable String store, @Nullable String region) {
        return new StoreChoice(stores, new DatabasesInOneStore(memory.provisioner()), policy)
                .choose(isolation, Optional.ofNullable(store), Optional.ofNullable(region))
                .name();
    }

    /** Only eu-1 makes databases. */
    private record DatabasesInOneStore(Provisioner memory) implements Provisioner {
        @Override
        public boolean supports(Isolation isolation, String store) {
            return isolation != Isolation.DATABASE || store.equals("eu-1");
        }

        @Override
        public void prepare(Tenant tenant) {
            memory.prepare(tenant);
        }

        @Override
        public void erase(Tenant tenant) {
            memory.erase(tenant);
        }

        @Override
        public String reason(Throwable failure) {
            return String.valueOf(failure.getMessage());
        }
    }
}
