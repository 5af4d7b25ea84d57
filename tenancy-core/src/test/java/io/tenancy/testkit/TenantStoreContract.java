package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.core.tenant.Fleet;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantFilter.Sort;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link TenantStore} does. The catalogue may have other tenants, so each test looks at its own only. */
public abstract class TenantStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final int PLENTY = 100_000;

    /** A slug that no tenant has. */
    static String freshSlug() {
        String id = TestTenants.newId().toString().replace("-", "");
        return "t" + id.substring(4);
    }

    @Test
    void findsWhatWasAdded() {
        for (Isolation isolation : Isolation.values()) {
            Tenant tenant = added(TestTenants.tenant(freshSlug(), isolation, "main"));

            assertThat(tenants().find(tenant.id())).contains(tenant);
            assertThat(tenants().findBySlug(tenant.slug())).contains(tenant);
        }
    }

    @Test
    void keepsEveryFieldOfEachStatus() {
        Tenant fresh = fresh("Ünï 😀 O'Neill");
        for (Status status : Status.values()) {
            Tenant tenant = new Tenant(
                    new TenantId(TestTenants.newId()),
                    freshSlug(),
                    fresh.name(),
                    new Contact("Zoë", "zoë@example.org"),
                    status,
                    Isolation.SHARED,
                    "second-store",
                    "gold",
                    "ap-south",
                    Tables.CURRENT,
                    T0,
                    LATER,
                    status == Status.READ_ONLY ? Optional.of(LATER) : Optional.empty(),
                    status == Status.SUSPENDED ? Optional.of(LATER) : Optional.empty(),
                    status == Status.DELETING || status == Status.PURGING ? Optional.of(LATER) : Optional.empty(),
                    Optional.of(new Failure(Step.PLACE, "Größe 😀", T0, 3, LATER)),
                    7);
            assertThat(tenants().find(added(tenant).id())).contains(tenant);
        }
    }

    @Test
    void findsNothingUnderAnUnknownIdOrSlug() {
        assertThat(tenants().find(new TenantId(TestTenants.newId()))).isEmpty();
        assertThat(tenants().findBySlug(freshSlug())).isEmpty();
        assertThat(tenants().findBySlug("%")).isEmpty();
    }

    @Test
    void refusesASlugOrAnIdTwiceAndLeavesTheTransactionUsable() {
        Tenant tenant = added(fresh("First"));
        Tenant sameSlug = TestTenants.tenant(tenant.slug(), Isolation.SHARED, "main");
        Tenant sameId = named(tenant, freshSlug(), "Second");
        Tenant other = fresh("Other");

        List<Boolean> added = commit(
                acme(),
                () -> List.of(
                        tenants().add(sameSlug),
                        tenants().add(sameId),
                        tenants().add(other)));

        assertThat(added).containsExactly(false, false, true);
        assertThat(tenants().findBySlug(tenant.slug())).contains(tenant);
        assertThat(tenants().findBySlug(sameId.slug())).isEmpty();
        assertThat(tenants().find(other.id())).contains(other);
    }

    @Test
    void letsOneOfManyTakeASlugAtTheSameTime() {
        String slug = freshSlug();

        List<Boolean> added =
                AtOnce.run(16, number -> tenants().add(TestTenants.tenant(slug, Isolation.SHARED, "main")));

        assertThat(added).containsOnlyOnce(true);
    }

    @Test
    void replacesATenantOfTheVersionBefore() {
        Tenant tenant = added(fresh("First"));
        Contact contact = new Contact("Bob", "bob@example.org");
        Tenant changed = tenant.with(new TenantChange(Optional.of("Second"), Optional.of(contact)), LATER);
        Tenant suspended = changed.suspended(LATER);
        Tenant readOnly = suspended.readOnly(LATER);
        Tenant deleting = readOnly.deleting(LATER, LATER.plusSeconds(9));
        Tenant purging = deleting.purging(LATER);
        Tenant failed = purging.failed(Step.ERASE, "It is in use.", LATER);

        for (Tenant next : List.of(changed, suspended, readOnly, deleting, purging, failed, failed.activated(LATER))) {
            assertThat(tenants().update(next)).isTrue();
            assertThat(tenants().find(tenant.id())).contains(next);
        }
        assertThat(tenants().update(changed)).isFalse();
        assertThat(tenants().find(tenant.id())).contains(failed.activated(LATER));
    }

    @Test
    void letsOneOfManyChangeAVersionAtTheSameTime() {
        Tenant tenant = added(fresh("First"));

        List<Boolean> changed = AtOnce.run(16, number -> {
            TenantChange change = new TenantChange(Optional.of("Number " + number), Optional.empty());
            return tenants().update(tenant.with(change, LATER));
        });

        assertThat(changed).containsOnlyOnce(true);
    }

    @Test
    void updatesNothingThatWasNeverAdded() {
        Tenant tenant = fresh("Never");

        assertThat(tenants().update(tenant.suspended(LATER))).isFalse();
        assertThat(tenants().find(tenant.id())).isEmpty();
    }

    @Test
    void removesATenantOnlyWhileItIsPurged() {
        for (Status status : Status.values()) {
            Tenant tenant = added(TestTenants.in(status, fresh("Any"), T0));

            assertThat(tenants().remove(tenant.id())).as("%s", status).isEqualTo(status == Status.PURGING);
            assertThat(tenants().find(tenant.id()).isEmpty()).isEqualTo(status == Status.PURGING);
            assertThat(tenants().remove(tenant.id())).isFalse();
        }
    }

    @Test
    void listsInTheOrderOfIdsWithoutGapsOrRepeats() {
        String word = freshSlug();
        for (int number = 0; number < 7; number++) {
            added(fresh(word + " " + (number * 3 % 7)));
        }
        TenantFilter mine = new TenantFilter(Optional.of(word), Optional.empty(), false);
        List<Tenant> whole = tenants().list(mine, Optional.empty(), PLENTY);
        assertThat(whole)
                .hasSize(7)
                .isSortedAccordingTo((a, b) -> a.id().value().compareTo(b.id().value()));

        for (int limit : new int[] {1, 3, 6, 7, 8}) {
            List<Tenant> paged = Pages.all(
                    (after, most) -> tenants().list(mine, after, most),
                    tenant -> new Position("", tenant.id().value()),
                    limit);
            assertThat(paged).as("pages of %s", limit).isEqualTo(whole);
        }
        assertThat(tenants().list(TenantFilter.ALL, Optional.empty(), PLENTY)).containsAll(whole);
    }

    @Test
    void searchesByTheStartOfSlugOrName() {
        String word = freshSlug();
        Tenant bySlug = added(TestTenants.tenant(word, Isolation.SHARED, "main"));
        Tenant upper = added(fresh(word.toUpperCase(Locale.ROOT) + " ÄRGER"));
        Tenant percent = added(fresh(word + "%"));
        Tenant any = added(fresh(word + "_"));
        added(fresh("not " + word));

        assertThat(search(word)).containsExactly(bySlug, upper, percent, any);
        assertThat(search(word + " är")).containsExactly(upper);
        assertThat(search(word + "%")).containsExactly(percent);
        assertThat(search(word + "_")).containsExactly(any);
        assertThat(search(word + "\\")).isEmpty();
        assertThat(search("%" + word)).isEmpty();
    }

    @Test
    void filtersByStatus() {
        String word = freshSlug();
        for (Status status : Status.values()) {
            added(TestTenants.in(status, fresh(word), T0));
        }
        for (Status status : Status.values()) {
            TenantFilter filter = new TenantFilter(Optional.of(word), Optional.of(status), false);
            assertThat(tenants().list(filter, Optional.empty(), PLENTY))
                    .singleElement()
                    .extracting(Tenant::status)
                    .isEqualTo(status);
        }
    }

    @Test
    void filtersByFailure() {
        String word = freshSlug();
        Tenant stuck = added(TestTenants.in(Status.PROVISIONING, fresh(word), T0));
        added(fresh(word));
        Tenant failed = stuck.failed(Step.PLACE, "The disk is full.", LATER);
        assertThat(tenants().update(failed)).isTrue();
        TenantFilter filter = new TenantFilter(Optional.of(word), Optional.empty(), true);

        assertThat(tenants().list(filter, Optional.empty(), PLENTY)).containsExactly(failed);
        TenantFilter all = new TenantFilter(Optional.empty(), Optional.of(Status.PROVISIONING), true);
        assertThat(tenants().list(all, Optional.empty(), PLENTY))
                .contains(failed)
                .allMatch(tenant -> tenant.failure().isPresent());
    }

    @Test
    void listsTheYoungestFirstOrByNameWithoutGapsOrRepeats() {
        String word = freshSlug();
        for (int number = 0; number < 7; number++) {
            added(fresh(word + " " + (number * 3 % 5)));
        }
        TenantFilter newest = new TenantFilter(Optional.of(word), Optional.empty(), false, false, Sort.NEWEST);
        TenantFilter byName = new TenantFilter(Optional.of(word), Optional.empty(), false, false, Sort.NAME);
        List<Tenant> youngest = tenants().list(newest, Optional.empty(), PLENTY);
        List<Tenant> named = tenants().list(byName, Optional.empty(), PLENTY);

        assertThat(youngest)
                .hasSize(7)
                .isSortedAccordingTo((a, b) -> b.id().value().compareTo(a.id().value()));
        assertThat(named)
                .hasSize(7)
                .isSortedAccordingTo(Comparator.comparing(Tenant::name)
                        .thenComparing(tenant -> tenant.id().value()));
        for (int limit : new int[] {1, 3, 6, 7, 8}) {
            assertThat(Pages.all((after, most) -> tenants().list(newest, after, most), newest::position, limit))
                    .as("pages of %s", limit)
                    .isEqualTo(youngest);
            assertThat(Pages.all((after, most) -> tenants().list(byName, after, most), byName::position, limit))
                    .as("pages of %s", limit)
                    .isEqualTo(named);
        }
    }

    @Test
    void countsTenantsWithTablesOfTheirOwn() {
        Fleet before = tenants().fleet();
        added(TestTenants.tenant(freshSlug(), Isolation.SHARED, "main"));
        added(TestTenants.tenant(freshSlug(), Isolation.SCHEMA, "main"));
        added(TestTenants.tenant(freshSlug(), Isolation.DATABASE, "main"));
        TenantFilter behind = new TenantFilter(Optional.empty(), Optional.empty(), false, true, Sort.CREATED);

        assertThat(tenants().fleet()).isEqualTo(new Fleet(before.tenants() + 2, before.behind()));
        assertThat(tenants().list(behind, Optional.empty(), PLENTY))
                .hasSize((int) before.behind())
                .allMatch(tenant -> tenant.tables() == Tables.BEHIND);
    }

    private TenantStore tenants() {
        return stores().tenants();
    }

    private List<Tenant> search(String text) {
        return tenants().list(new TenantFilter(Optional.of(text), Optional.empty(), false), Optional.empty(), PLENTY);
    }

    private Tenant added(Tenant tenant) {
        assertThat(tenants().add(tenant)).isTrue();
        return tenant;
    }

    /** An active tenant in shared tables that is in no catalogue yet. */
    static Tenant fresh(String name) {
        return named(TestTenants.tenant(freshSlug(), Isolation.SHARED, "main"), freshSlug(), name);
    }

    private static Tenant named(Tenant tenant, String slug, String name) {
        return new Tenant(
                tenant.id(),
                slug,
                name,
                tenant.contact(),
                tenant.status(),
                tenant.isolation(),
                tenant.store(),
                tenant.plan(),
                tenant.region(),
                tenant.tables(),
                tenant.createdAt(),
                tenant.updatedAt(),
                tenant.readOnlyAt(),
                tenant.suspendedAt(),
                tenant.purgeAt(),
                tenant.failure(),
                tenant.version());
    }
}
