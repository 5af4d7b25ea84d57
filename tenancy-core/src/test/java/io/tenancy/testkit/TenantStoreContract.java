package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
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
                    T0,
                    LATER,
                    status == Status.SUSPENDED ? Optional.of(LATER) : Optional.empty(),
                    status == Status.DELETING || status == Status.PURGING ? Optional.of(LATER) : Optional.empty(),
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
        Tenant sameId = copy(tenant, freshSlug(), Status.ACTIVE, T0, Optional.empty());
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
        Tenant deleting = suspended.deleting(LATER, LATER.plusSeconds(9));

        for (Tenant next : List.of(changed, suspended, deleting, deleting.activated(LATER))) {
            assertThat(tenants().update(next)).isTrue();
            assertThat(tenants().find(tenant.id())).contains(next);
        }
        assertThat(tenants().update(changed)).isFalse();
        assertThat(tenants().find(tenant.id())).contains(deleting.activated(LATER));
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
            Tenant tenant = added(copy(fresh("Any"), freshSlug(), status, T0, Optional.of(T0)));

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
        TenantFilter mine = new TenantFilter(Optional.of(word), Optional.empty());
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
            added(copy(fresh(word), freshSlug(), status, T0, Optional.of(LATER)));
        }
        for (Status status : Status.values()) {
            TenantFilter filter = new TenantFilter(Optional.of(word), Optional.of(status));
            assertThat(tenants().list(filter, Optional.empty(), PLENTY))
                    .singleElement()
                    .extracting(Tenant::status)
                    .isEqualTo(status);
        }
    }

    @Test
    void tellsWhatNobodyFinished() {
        Tenant old = added(copy(fresh("Old"), freshSlug(), Status.PROVISIONING, T0, Optional.empty()));
        Tenant older = added(copy(fresh("Older"), freshSlug(), Status.PROVISIONING, ago(5), Optional.empty()));
        Tenant active = added(copy(fresh("Active"), freshSlug(), Status.ACTIVE, ago(5), Optional.empty()));
        Tenant young = added(copy(fresh("Young"), freshSlug(), Status.PROVISIONING, LATER, Optional.empty()));

        List<Tenant> abandoned = tenants().abandoned(T0.plusSeconds(1), PLENTY);

        assertThat(abandoned).containsSubsequence(older, old).doesNotContain(active, young);
        assertThat(tenants().abandoned(T0.plusSeconds(1), 1)).hasSize(1);
    }

    @Test
    void tellsWhatIsToBePurged() {
        Tenant due = added(copy(fresh("Due"), freshSlug(), Status.DELETING, T0, Optional.of(LATER)));
        Tenant older = added(copy(fresh("Older"), freshSlug(), Status.DELETING, ago(5), Optional.of(ago(1))));
        Tenant half = added(copy(fresh("Half"), freshSlug(), Status.PURGING, T0, Optional.of(T0)));
        Tenant early = added(copy(fresh("Early"), freshSlug(), Status.DELETING, T0, Optional.of(LATER.plusMillis(1))));
        Tenant active = added(fresh("Active"));

        List<Tenant> purgeable = tenants().purgeable(LATER, PLENTY);

        assertThat(purgeable).contains(half).containsSubsequence(older, due).doesNotContain(early, active);
        assertThat(tenants().purgeable(LATER, 1)).hasSize(1);
    }

    private TenantStore tenants() {
        return stores().tenants();
    }

    private List<Tenant> search(String text) {
        return tenants().list(new TenantFilter(Optional.of(text), Optional.empty()), Optional.empty(), PLENTY);
    }

    private Tenant added(Tenant tenant) {
        assertThat(tenants().add(tenant)).isTrue();
        return tenant;
    }

    private static Tenant fresh(String name) {
        Tenant tenant = TestTenants.tenant(freshSlug(), Isolation.SHARED, "main");
        return new Tenant(
                tenant.id(),
                tenant.slug(),
                name,
                tenant.contact(),
                tenant.status(),
                tenant.isolation(),
                tenant.store(),
                tenant.plan(),
                tenant.region(),
                tenant.createdAt(),
                tenant.updatedAt(),
                tenant.suspendedAt(),
                tenant.purgeAt(),
                tenant.version());
    }

    private static Tenant copy(
            Tenant tenant, String slug, Status status, Instant updatedAt, Optional<Instant> purgeAt) {
        return new Tenant(
                tenant.id(),
                slug,
                tenant.name(),
                tenant.contact(),
                status,
                tenant.isolation(),
                tenant.store(),
                tenant.plan(),
                tenant.region(),
                updatedAt,
                updatedAt,
                status == Status.SUSPENDED ? Optional.of(updatedAt) : Optional.empty(),
                purgeAt,
                tenant.version());
    }

    private static Instant ago(int days) {
        return T0.minus(Duration.ofDays(days));
    }
}
