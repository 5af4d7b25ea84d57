package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.account.MailDelivery.Result;
import io.tenancy.core.login.PasswordChange;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantFilter.Sort;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.User;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class TenantServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final TenantService tenants = platform.tenants;
    private final Caller operator = platform.operator();

    @Test
    void createsATenantWhoseOwnerIsInvited() {
        Created created = tenants.create(operator, wanted("acme", OwnerAccess.INVITATION));

        assertThat(created.tenant().status()).isEqualTo(Status.ACTIVE);
        assertThat(created.tenant().isolation()).isEqualTo(Isolation.SHARED);
        assertThat(created.owner().status()).isEqualTo(User.Status.INVITED);
        assertThat(created.owner().roles()).containsExactly("OWNER");
        assertThat(created.oneTimePassword()).isEmpty();
        assertThat(tenants.get(operator, created.tenant().id())).isEqualTo(created.tenant());
        platform.accept("owner@acme.org");
        assertThat(platform.actions(platform.signIn("acme", "owner@acme.org")))
                .containsExactly("user.invited", "tenant.provisioned", "user.accepted", "session.started");
        assertThat(platform.actions(operator)).endsWith("tenant.created", "tenant.activated");
    }

    @Test
    void createsATenantWhoseOwnerHasAOneTimePassword() {
        Created created = tenants.create(operator, wanted("acme", OwnerAccess.ONE_TIME_PASSWORD));
        int mails = platform.mail.all().size();

        PasswordChange change = new PasswordChange(
                "acme", "owner@acme.org", created.oneTimePassword().orElseThrow(), InMemoryPlatform.PASSWORD);
        platform.logins.changePassword(change, InMemoryPlatform.CLIENT);

        assertThat(platform.signIn("acme", "owner@acme.org").tenant())
                .isEqualTo(created.tenant().id());
        assertThat(platform.mail.all().stream().skip(mails)).singleElement().isInstanceOf(Mail.SecurityNotice.class);
    }

    @Test
    void takesWhatIsAskedForOrTheDefault() {
        NewPlan gold = new NewPlan("gold", "Gold", null, null, Optional.empty(), Optional.empty(), null);
        platform.plans.publish(operator, platform.plans.create(operator, gold).id());
        NewTenant special = new NewTenant(
                "acme",
                "Acme",
                new Contact("Ada", "ada@acme.org"),
                null,
                Optional.of(Isolation.SCHEMA),
                Optional.of("gold"),
                Optional.of("us"),
                Optional.empty());

        Tenant tenant = tenants.create(operator, special).tenant();

        assertThat(tenant.isolation()).isEqualTo(Isolation.SCHEMA);
        assertThat(tenant.plan()).isEqualTo("gold");
        assertThat(tenant.region()).isEqualTo("us");
        Tenant standard = tenants.create(operator, wanted("globex", OwnerAccess.INVITATION))
                .tenant();
        assertThat(standard.plan()).isEqualTo("free");
    }

    @Test
    void givesASlugToOneOfManyAtTheSameTime() {
        List<Boolean> created = AtOnce.run(8, number -> {
            try {
                tenants.create(operator, wanted("acme", OwnerAccess.INVITATION));
                return true;
            } catch (Conflict e) {
                assertThat(e.code()).isEqualTo("tenant.slug_taken");
                return false;
            }
        });

        assertThat(created).containsOnlyOnce(true);
        assertThat(platform.actions(operator)).containsOnlyOnce("tenant.created");
    }

    @Test
    void makesTheTenantWhereTheMailFailsAndSendsThatLater() {
        platform.mail.setBroken(true);

        Tenant tenant =
                tenants.create(operator, wanted("acme", OwnerAccess.INVITATION)).tenant();

        assertThat(tenant.status()).isEqualTo(Status.ACTIVE);
        assertThat(platform.delivery.run()).containsOnlyKeys(Result.POSTPONED);
        platform.mail.setBroken(false);
        platform.clock.advance(Duration.ofSeconds(15));
        assertThat(platform.delivery.run()).containsOnlyKeys(Result.SENT);
    }

    @Test
    void isForOperatorsOnly() {
        Caller owner = platform.owner("acme");
        Caller reader = TestTenants.caller(platform.scope(operator), Permissions.PLATFORM_READ_TENANTS);

        for (Caller caller : List.of(owner, reader)) {
            assertThatThrownBy(() -> tenants.create(caller, wanted("globex", OwnerAccess.INVITATION)))
                    .isInstanceOf(Denied.class);
            operations()
                    .forEach((name, operation) -> assertThatThrownBy(() -> operation.apply(caller, owner.tenant()))
                            .as(name)
                            .isInstanceOf(Denied.class));
        }
        assertThatThrownBy(() -> tenants.get(owner, owner.tenant())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> tenants.list(owner, TenantFilter.ALL, first(9)))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> tenants.fleet(owner)).isInstanceOf(Denied.class);
        assertThat(tenants.get(reader, owner.tenant()).slug()).isEqualTo("acme");
    }

    @Test
    void keepsThePlatform() {
        TenantId own = operator.tenant();

        for (BiFunction<Caller, TenantId, Tenant> closing : List.<BiFunction<Caller, TenantId, Tenant>>of(
                tenants::suspend, tenants::makeReadOnly, tenants::delete)) {
            Conflict conflict = catchThrowableOfType(Conflict.class, () -> closing.apply(operator, own));
            assertThat(conflict.code()).isEqualTo("tenant.is_platform");
        }
        assertThatThrownBy(() -> wanted("platform", OwnerAccess.INVITATION))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("slug.reserved"));
    }

    @Test
    void findsNoTenantUnderAnUnknownId() {
        TenantId unknown = new TenantId(TestTenants.newId());

        assertThatThrownBy(() -> tenants.get(operator, unknown)).isInstanceOf(NotFound.class);
        operations()
                .forEach((name, operation) -> assertThatThrownBy(() -> operation.apply(operator, unknown))
                        .isInstanceOf(NotFound.class));
    }

    @Test
    void changesNameAndContactAndWritesDownWho() {
        Tenant tenant = active();
        Contact contact = new Contact("Bob", "bob@acme.org");

        Tenant changed =
                tenants.update(operator, tenant.id(), new TenantChange(Optional.of(" New "), Optional.of(contact)));

        assertThat(changed.name()).isEqualTo("New");
        assertThat(changed.contact()).isEqualTo(contact);
        JournalEntry entry =
                platform.journal(operator).get(platform.journal(operator).size() - 1);
        assertThat(entry.action()).isEqualTo("tenant.updated");
        assertThat(entry.actor()).isEqualTo(operator.actor());
        assertThat(entry.target()).isEqualTo(tenant.id().value());
    }

    @Test
    void listsSearchesAndFilters() {
        for (String slug : List.of("alpha", "alpine", "beta")) {
            tenants.create(operator, wanted(slug, OwnerAccess.INVITATION));
        }
        tenants.suspend(
                operator,
                platform.stores.tenants().findBySlug("beta").orElseThrow().id());
        TenantFilter al = new TenantFilter(Optional.of("AL"), Optional.empty(), false);

        Page<Tenant> first = tenants.list(operator, al, first(1));
        Page<Tenant> second = tenants.list(operator, al, new PageRequest(first.next(), 1));

        assertThat(first.items()).extracting(Tenant::slug).containsExactly("alpha");
        assertThat(second.items()).extracting(Tenant::slug).containsExactly("alpine");
        assertThat(second.next()).isEmpty();
        TenantFilter suspended = new TenantFilter(Optional.empty(), Optional.of(Status.SUSPENDED), false);
        assertThat(tenants.list(operator, suspended, first(9)).items())
                .extracting(Tenant::slug)
                .containsExactly("beta");
        assertThatThrownBy(() -> tenants.list(operator, suspended, new PageRequest(first.next(), 1)))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.field()).contains("cursor"));
    }

    @Test
    void listsInTheOrderThatIsAskedForPageByPage() {
        for (String slug : List.of("alpine", "beta", "alpha")) {
            tenants.create(operator, wanted(slug, OwnerAccess.INVITATION));
        }
        TenantFilter byName = new TenantFilter(Optional.of("al"), Optional.empty(), false, false, Sort.NAME);
        TenantFilter newest = new TenantFilter(Optional.of("al"), Optional.empty(), false, false, Sort.NEWEST);
        for (TenantFilter filter : List.of(byName, newest)) {
            Page<Tenant> first = tenants.list(operator, filter, first(1));
            Page<Tenant> second = tenants.list(operator, filter, new PageRequest(first.next(), 1));

            assertThat(first.items()).extracting(Tenant::slug).containsExactly("alpha");
            assertThat(second.items()).extracting(Tenant::slug).containsExactly("alpine");
            assertThat(second.next()).isEmpty();
            assertThatThrownBy(() -> tenants.list(operator, TenantFilter.ALL, new PageRequest(first.next(), 1)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void refusesASearchThatNoNameContains() {
        Invalid invalid = catchThrowableOfType(
                Invalid.class, () -> new TenantFilter(Optional.of("a\0"), Optional.empty(), false));

        assertThat(invalid.field()).contains("search");
    }

    private Map<String, BiFunction<Caller, TenantId, Tenant>> operations() {
        return TenantStatusTest.operations(tenants);
    }

    private Tenant active() {
        return tenants.create(operator, wanted("initech", OwnerAccess.INVITATION))
                .tenant();
    }

    private static PageRequest first(int limit) {
        return new PageRequest(Optional.empty(), limit);
    }

    private static NewTenant wanted(String slug, OwnerAccess access) {
        Contact owner = new Contact("Owner", "owner@" + slug + ".org");
        return new NewTenant(
                slug,
                "Name of " + slug,
                owner,
                access,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
