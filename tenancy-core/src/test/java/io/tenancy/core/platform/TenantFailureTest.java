package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.BreakablePlaces;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A step that fails says why, can be repeated, and hinders nobody else. */
final class TenantFailureTest {
    private final InMemoryStores memory = new InMemoryStores();
    private final BreakablePlaces places = new BreakablePlaces(memory.provisioner());
    private final InMemoryPlatform platform = new InMemoryPlatform(memory, memory, places, InMemoryPlatform.POLICY);
    private final Caller operator = platform.operator();

    @Test
    void saysWhyATenantIsNotReady() {
        places.breakBecause("The disk is full.");

        Unavailable refusal = catchThrowableOfType(Unavailable.class, () -> create("acme"));

        Tenant acme = tenant("acme");
        assertThat(refusal.code()).isEqualTo("tenant.provisioning_failed");
        assertThat(refusal.detail()).contains(acme.id().value().toString(), "The disk is full.");
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(acme.status()).isEqualTo(Status.PROVISIONING);
        assertThat(acme.failure())
                .contains(new Failure(
                        Step.PLACE,
                        "The disk is full.",
                        platform.clock.instant(),
                        1,
                        platform.clock.instant().plusSeconds(60)));
        assertThat(platform.actions(operator)).endsWith("tenant.created", "tenant.provisioning_failed");
    }

    @Test
    void finishesATenantAsSoonAsSomebodyRetries() {
        Tenant acme = stuck("acme");
        Unavailable again = catchThrowableOfType(Unavailable.class, () -> platform.tenants.retry(operator, acme.id()));
        assertThat(again.code()).isEqualTo("tenant.provisioning_failed");
        assertThat(tenant("acme").failure().orElseThrow().attempts()).isEqualTo(2);

        places.mend();
        Tenant ready = platform.tenants.retry(operator, acme.id());

        assertThat(ready.status()).isEqualTo(Status.ACTIVE);
        assertThat(ready.failure()).isEmpty();
        assertThat(tenant("acme")).isEqualTo(ready);
        assertThat(platform.actions(operator)).endsWith("tenant.activated");
        platform.accept("owner@acme.org");
        assertThat(platform.signIn("acme", "owner@acme.org").tenant()).isEqualTo(acme.id());
    }

    @Test
    void triesAgainByItselfLaterAndLater() {
        stuck("acme");

        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            platform.clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
            int before = attempts("acme");
            platform.housekeeping.run();
            assertThat(attempts("acme")).as("before %s minutes", minutes).isEqualTo(before);

            platform.clock.advance(Duration.ofSeconds(1));
            platform.housekeeping.run();
            assertThat(attempts("acme")).as("after %s minutes", minutes).isEqualTo(before + 1);
        }
        places.mend();
        platform.clock.advance(Duration.ofHours(1));

        assertThat(platform.housekeeping.run()).isEqualTo(1);
        assertThat(tenant("acme").status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void saysWhyATenantIsNotErased() {
        Tenant acme = deleted("acme");
        places.breakBecause("The disk is full.");

        Unavailable refusal = catchThrowableOfType(
                Unavailable.class, () -> platform.tenants.purge(operator, acme.id(), new Confirmation("acme")));

        assertThat(refusal.code()).isEqualTo("tenant.purge_failed");
        assertThat(tenant("acme").status()).isEqualTo(Status.PURGING);
        assertThat(tenant("acme").failure().orElseThrow().step()).isEqualTo(Step.ERASE);
        assertThat(platform.actions(operator)).endsWith("tenant.purge_failed");
        places.mend();
        assertThat(platform.tenants.retry(operator, acme.id()).id()).isEqualTo(acme.id());
        assertThat(memory.tenants().find(acme.id())).isEmpty();
        assertThat(platform.actions(operator)).endsWith("tenant.purged");
    }

    @Test
    void goesOnWhereOneTenantFails() {
        deleted("acme");
        deleted("globex");
        platform.clock.advance(Duration.ofDays(31));
        int[] calls = {0};
        places.breakBy(() -> {
            if (++calls[0] == 1) {
                throw new IllegalStateException("The place is in use.");
            }
        });

        int first = platform.housekeeping.run();
        platform.clock.advance(Duration.ofMinutes(1));
        int second = platform.housekeeping.run();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(1);
        assertThat(platform.journal(operator))
                .filteredOn(entry -> entry.action().equals("tenant.purge_failed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor()).isEqualTo(Actor.SYSTEM));
    }

    @Test
    void letsATenantThatWasNeverReadyGoAtOnce() {
        Tenant acme = stuck("acme");
        places.mend();

        Tenant gone = platform.tenants.delete(operator, acme.id());

        assertThat(gone.status()).isEqualTo(Status.PURGING);
        assertThat(memory.tenants().find(acme.id())).isEmpty();
        create("acme");
    }

    @Test
    void leavesNothingOfATenantThatIsErasedWhileItIsMade() {
        TenantId[] erased = {operator.tenant()};
        int[] erasures = {0};
        places.breakBy(() -> {
            places.breakBy(() -> erasures[0]++);
            erased[0] = tenant("acme").id();
            platform.tenants.delete(operator, erased[0]);
        });

        Conflict conflict = catchThrowableOfType(Conflict.class, () -> create("acme"));

        assertThat(conflict.code()).isEqualTo("tenant.changed");
        assertThat(memory.tenants().find(erased[0])).isEmpty();
        assertThat(erasures[0])
                .as("once by whoever deletes it, once by whoever made it")
                .isEqualTo(2);
        assertThat(platform.actions(operator)).endsWith("tenant.created", "tenant.purged");
    }

    @Test
    void activatesATenantThatAnotherNodeFailedToMake() {
        places.breakBy(() -> {
            Tenant acme = tenant("acme");
            assertThat(memory.tenants()
                            .update(acme.failed(Step.OWNER, "Another node was in the way.", platform.clock.instant())))
                    .isTrue();
        });

        Tenant acme = create("acme").tenant();

        assertThat(acme.status()).isEqualTo(Status.ACTIVE);
        assertThat(tenant("acme")).isEqualTo(acme);
    }

    /** As a catalogue that was restored offers a place that is kept ready once more. */
    @Test
    void givesNobodyAPlaceThatHasUsersOfSomebodyElse() {
        places.breakBy(() -> memory.users().add(platform.directory.enterToProvision(tenant("acme")), stranger()));

        Unavailable refusal = catchThrowableOfType(Unavailable.class, () -> create("acme"));
        places.mend();
        Unavailable again = catchThrowableOfType(
                Unavailable.class,
                () -> platform.tenants.retry(operator, tenant("acme").id()));

        assertThat(refusal.detail()).endsWith("Its place has users of another tenant.");
        assertThat(again.code()).isEqualTo("tenant.provisioning_failed");
        assertThat(tenant("acme").status()).isEqualTo(Status.PROVISIONING);
    }

    @Test
    void findsWhatFailed() {
        stuck("acme");
        places.mend();
        create("globex");

        assertThat(memory.tenants()
                        .list(new TenantFilter(Optional.empty(), Optional.empty(), true), Optional.empty(), 10))
                .extracting(Tenant::slug)
                .containsExactly("acme");
    }

    private Tenant stuck(String slug) {
        places.breakBecause("The disk is full.");
        assertThat(catchThrowableOfType(Unavailable.class, () -> create(slug))).isNotNull();
        return tenant(slug);
    }

    private Tenant deleted(String slug) {
        return platform.tenants.delete(operator, create(slug).tenant().id());
    }

    private User stranger() {
        return new User(
                new UserId(platform.ids.get()),
                "somebody@elsewhere.example.org",
                "Somebody",
                User.Status.ACTIVE,
                Set.of(),
                platform.clock.instant(),
                platform.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private int attempts(String slug) {
        return tenant(slug).failure().orElseThrow().attempts();
    }

    private Tenant tenant(String slug) {
        return memory.tenants().findBySlug(slug).orElseThrow();
    }

    private Created create(String slug) {
        Contact owner = new Contact("Owner", "owner@" + slug + ".org");
        return platform.tenants.create(
                operator,
                new NewTenant(
                        slug,
                        slug,
                        owner,
                        OwnerAccess.INVITATION,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
