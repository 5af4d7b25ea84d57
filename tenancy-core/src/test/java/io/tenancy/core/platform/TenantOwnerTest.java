package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.Login;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.User;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tenant whose first owner never got in. */
final class TenantOwnerTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final TenantService tenants = platform.tenants;
    private final Caller operator = platform.operator();

    @Test
    void invitesAnOwnerWhoseInvitationWasLost() {
        Created created = create(OwnerAccess.INVITATION);
        int mails = platform.mail.all().size();

        User invited = tenants.inviteOwner(operator, created.tenant().id());

        assertThat(invited.id()).isEqualTo(created.owner().id());
        assertThat(platform.mail.all()).hasSize(mails + 1);
        assertThat(platform.actions(operator)).endsWith("tenant.owner_invited");
        platform.accept("owner@acme.org");
        assertThat(platform.signIn("acme", "owner@acme.org").tenant())
                .isEqualTo(created.tenant().id());
    }

    @Test
    void voidsAOneTimePasswordThatWasLost() {
        Created created = create(OwnerAccess.ONE_TIME_PASSWORD);

        User invited = tenants.inviteOwner(operator, created.tenant().id());

        assertThat(invited.status()).isEqualTo(User.Status.INVITED);
        Login login =
                new Login("acme", "owner@acme.org", created.oneTimePassword().orElseThrow());
        assertThatThrownBy(() -> platform.logins.login(login, InMemoryPlatform.CLIENT))
                .isInstanceOfSatisfying(
                        TenancyException.class, e -> assertThat(e.code()).isEqualTo("login.failed"));
        platform.accept("owner@acme.org");
        assertThat(platform.signIn("acme", "owner@acme.org")).isNotNull();
    }

    @Test
    void invitesTheNewContact() {
        TenantId id = create(OwnerAccess.INVITATION).tenant().id();
        Contact grace = new Contact("Grace", "grace@acme.org");
        tenants.update(operator, id, new TenantChange(Optional.empty(), Optional.of(grace)));

        User invited = tenants.inviteOwner(operator, id);

        assertThat(invited.email()).isEqualTo("grace@acme.org");
        assertThat(invited.roles()).containsExactly("OWNER");
    }

    @Test
    void leavesATenantThatHasAnOwnerAlone() {
        TenantId id = create(OwnerAccess.INVITATION).tenant().id();
        platform.accept("owner@acme.org");
        platform.signIn("acme", "owner@acme.org");

        assertThatThrownBy(() -> tenants.inviteOwner(operator, id))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("tenant.owned"));

        assertThat(platform.signIn("acme", "owner@acme.org")).isNotNull();
    }

    @Test
    void isForOperatorsAndNotForTheirOwnTenant() {
        Caller owner = platform.owner("globex");

        assertThatThrownBy(() -> tenants.inviteOwner(owner, owner.tenant())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> tenants.inviteOwner(operator, operator.tenant()))
                .isInstanceOf(Conflict.class);
    }

    private Created create(OwnerAccess access) {
        return tenants.create(
                operator,
                new NewTenant(
                        "acme",
                        "Acme",
                        new Contact("Ada", "owner@acme.org"),
                        access,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
