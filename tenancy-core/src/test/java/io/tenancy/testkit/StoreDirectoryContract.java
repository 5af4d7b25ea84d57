package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import org.junit.jupiter.api.Test;

/** What every {@link StoreDirectory} does. It has the store {@code main} of the region {@code eu}, and {@code second} of {@code us}. */
public abstract class StoreDirectoryContract {
    /** A directory of a deployment without tenants, the same for all calls of one test. */
    protected abstract StoreDirectory directory();

    /** The stores of the same deployment. */
    protected abstract Stores stores();

    @Test
    void knowsEveryStoreAndThatOfTheCatalogueFirst() {
        assertThat(directory().all())
                .containsExactly(new StoreInfo("main", "eu", false), new StoreInfo("second", "us", false));
        assertThat(directory().isServed("second")).isTrue();
        assertThat(directory().isServed("third")).isFalse();
    }

    @Test
    void remembersWhichIsFullUntilThatIsTakenBack() {
        directory().mark("second", true);
        assertThat(directory().all()).extracting(StoreInfo::full).containsExactly(false, true);

        directory().mark("second", true);
        directory().mark("second", false);

        assertThat(directory().all()).extracting(StoreInfo::full).containsExactly(false, false);
    }

    @Test
    void forgetsAMarkWhoseTransactionFails() {
        TenantScope platform = TestTenants.open("platform");

        assertThatThrownBy(() -> stores().transactions().run(platform, () -> {
                    directory().mark("second", true);
                    throw new UnsupportedOperationException("in the middle");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(directory().all()).extracting(StoreInfo::full).containsOnly(false);
    }

    @Test
    void countsTheTenantsOfEachStore() {
        for (String slug : new String[] {"acme", "globex"}) {
            stores().tenants().add(TestTenants.tenant(slug, Isolation.SCHEMA, "second"));
        }
        stores().tenants().add(TestTenants.tenant("initech", Isolation.SHARED, "main"));

        assertThat(directory().tenants()).containsEntry("main", 1L).containsEntry("second", 2L);
    }
}
