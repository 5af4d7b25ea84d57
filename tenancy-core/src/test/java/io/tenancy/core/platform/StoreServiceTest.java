package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.store.StoreId;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoreServiceTest {
    private static final StoreChange FULL = new StoreChange(Optional.of(true));
    private static final StoreChange OPEN = new StoreChange(Optional.of(false));

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final StoreService stores = platform.storeService;
    private final Caller operator = platform.operator();

    @Test
    void showsEveryStoreToOperators() {
        platform.storeDirectory.lose("second");

        assertThat(stores.list(operator).items())
                .containsExactly(
                        new StoreStatus(StoreId.of("main"), "main", "eu", false, 1, true, List.of(Isolation.values())),
                        new StoreStatus(StoreId.of("second"), "second", "us", false, 0, false, List.of()));
    }

    @Test
    void marksAStoreFullAndTakesThatBack() {
        assertThat(stores.update(operator, "second", FULL).full()).isTrue();
        assertThat(refusal("second").code()).isEqualTo("store.full");

        assertThat(stores.update(operator, "second", OPEN).full()).isFalse();

        assertThat(create("acme", "second").store()).isEqualTo("second");
        assertThat(platform.actions(operator)).containsSubsequence("store.marked_full", "store.opened");
        assertThat(platform.journal(operator))
                .filteredOn(entry -> entry.action().startsWith("store."))
                .extracting(JournalEntry::target)
                .containsOnly(StoreId.of("second").value());
    }

    @Test
    void writesNothingDownWhereNothingChanges() {
        stores.update(operator, "main", OPEN);
        stores.update(operator, "main", new StoreChange(Optional.empty()));

        assertThat(platform.actions(operator)).doesNotContain("store.opened", "store.marked_full");
    }

    @Test
    void doesTheSameForWhoeverHasTheMachine() {
        stores.update("second", FULL);

        assertThat(stores.list()).extracting(StoreStatus::full).containsExactly(false, true);
        assertThat(platform.actions(operator)).contains("store.marked_full");
        assertThatThrownBy(() -> new InMemoryPlatform().storeService.update("main", FULL))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void isForOperatorsAndForStoresThatThereAre() {
        Caller owner = platform.owner("acme");

        assertThatThrownBy(() -> stores.list(owner)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> stores.update(owner, "main", FULL)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> stores.update(operator, "third", FULL))
                .isInstanceOfSatisfying(
                        NotFound.class, refusal -> assertThat(refusal.code()).isEqualTo("store.not_found"));
    }

    @Test
    void placesATenantInTheRegionOfItsStore() {
        Tenant tenant = create("acme", "second");

        assertThat(tenant.store()).isEqualTo("second");
        assertThat(tenant.region()).isEqualTo("us");
        assertThat(refusal("third").code()).isEqualTo("store.unknown");
    }

    private TenancyException refusal(String store) {
        return catchThrowableOfType(TenancyException.class, () -> create("globex", store));
    }

    private Tenant create(String slug, String store) {
        Contact owner = new Contact("Owner", "owner@" + slug + ".org");
        NewTenant wanted = new NewTenant(
                slug, slug, owner, null, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(store));
        return platform.tenants.create(operator, wanted).tenant();
    }
}
