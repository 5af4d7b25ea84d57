package io.tenancy.core.invitation;

import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class InvitationServiceTest {
    private static final NewUser BOB = new NewUser("Bob@X.org", "Bob", Set.of("VIEWER"));

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void invitesAUserWhoChoosesAPassword() {
        User invited = platform.invitations.invite(owner, BOB);
        assertThat(invited.status()).isEqualTo(Status.INVITED);
        assertThat(platform.mail.all()).last().isInstanceOfSatisfying(Mail.Invitation.class, mail -> {
            assertThat(mail.to()).isEqualTo("bob@x.org");
            assertThat(mail.tenant()).isEqualTo("acme");
            assertThat(mail.tenantName()).isEqualTo("Name of acme");
            assertThat(mail.token().reveal()).startsWith("inv_");
            assertThat(mail.expiresAt()).isEqualTo(platform.clock.instant().plus(Duration.ofDays(7)));
        });

        User active = platform.accept("bob@x.org");

        assertThat(active.status()).isEqualTo(Status.ACTIVE);
        assertThat(platform.signIn("acme", "bob@x.org").actor().id())
                .isEqualTo(invited.id().value());
        assertThat(platform.actions(owner)).containsSubsequence("user.invited", "user.accepted", "session.started");
    }

    @Test
    void createsAUserWithAOneTimePassword() {
        Admitted admitted = platform.invitations.create(owner, BOB);

        assertThat(admitted.user().status()).isEqualTo(Status.ACTIVE);
        assertThat(admitted.oneTimePassword().orElseThrow().reveal()).hasSize(24);
        assertThat(admitted.mail()).isEmpty();
        assertThat(platform.actions(owner)).endsWith("user.created");
    }

    @Test
    void refusesATakenAddress() {
        platform.invitations.invite(owner, BOB);

        code(() -> platform.invitations.invite(owner, BOB), "user.email_taken");
        code(() -> platform.invitations.create(owner, BOB), "user.email_taken");
        Caller globex = platform.owner("globex");
        assertThat(platform.invitations.invite(globex, BOB).email()).isEqualTo("bob@x.org");
    }

    @Test
    void sendsOneAddressNoMoreThanAFewInvitationsInADay() {
        UserId bob = platform.invitations.invite(owner, BOB).id();
        for (int i = 0; i < 4; i++) {
            platform.invitations.inviteAgain(owner, bob);
        }
        int mails = platform.mail.all().size();

        assertThatThrownBy(() -> platform.invitations.inviteAgain(owner, bob))
                .isInstanceOfSatisfying(Limited.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("rate.invited");
                    assertThat(refusal.retryAfter()).contains(Duration.ofDays(1));
                });
        code(() -> platform.invitations.invite(owner, BOB), "rate.invited");
        platform.invitations.revoke(owner, bob);
        code(() -> platform.invitations.invite(owner, BOB), "rate.invited");
        assertThat(platform.mail.all()).hasSize(mails);

        platform.invitations.invite(owner, new NewUser("una@x.org", "Una", Set.of("VIEWER")));
        platform.invitations.invite(platform.owner("globex"), BOB);
        platform.clock.advance(Duration.ofDays(1));
        platform.invitations.invite(platform.signIn("acme", "owner@acme.example.org"), BOB);
    }

    @Test
    void sendsNoMoreThanSoManyInvitationsOfATenantInAnHour() {
        Caller globex = platform.owner("globex");
        for (int i = 0; i < 100; i++) {
            platform.invitations.invite(owner, new NewUser("u" + i + "@x.org", "U", Set.of("VIEWER")));
        }

        code(() -> platform.invitations.invite(owner, BOB), "rate.invitation");
        platform.invitations.create(owner, BOB);
        platform.invitations.invite(globex, BOB);
    }

    @Test
    void sendsNothingForARefusedInvitation() {
        int mails = platform.mail.all().size();
        Caller admin = platform.user(owner, "admin@x.org", "ADMIN");
        int afterAdmin = platform.mail.all().size();
        assertThat(afterAdmin).isEqualTo(mails + 1);
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.USER_READ);

        assertThatThrownBy(() -> platform.invitations.invite(reader, BOB)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.invitations.create(reader, BOB)).isInstanceOf(Denied.class);
        NewUser second = new NewUser("second@x.org", "Second", Set.of("OWNER"));
        code(() -> platform.invitations.invite(admin, second), "access.escalation");
        code(() -> platform.invitations.create(admin, second), "access.escalation");
        NewUser unknown = new NewUser("second@x.org", "Second", Set.of("OPERATOR"));
        code(() -> platform.invitations.invite(owner, unknown), "roles.unknown");

        assertThat(platform.mail.all()).hasSize(afterAdmin);
    }

    @Test
    void costsNoHashForACallerWhoMayNot() {
        int hashes = platform.passwords.hashes();
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.USER_READ);

        assertThatThrownBy(() -> platform.invitations.create(reader, BOB)).isInstanceOf(Denied.class);

        assertThat(platform.passwords.hashes()).isEqualTo(hashes);
    }

    @Test
    void invitesAgainAsLongAsNobodyHasAccepted() {
        UserId bob = platform.invitations.invite(owner, BOB).id();

        platform.invitations.inviteAgain(owner, bob);

        assertThat(platform.accept("bob@x.org").status()).isEqualTo(Status.ACTIVE);
        code(() -> platform.invitations.inviteAgain(owner, bob), "user.not_invited");
        assertThatThrownBy(() -> platform.invitations.inviteAgain(platform.owner("globex"), bob))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void voidsTheOlderInvitation() {
        UserId bob = platform.invitations.invite(owner, BOB).id();
        Secret old = platform.mail.invitation("bob@x.org");
        platform.invitations.inviteAgain(owner, bob);

        refused(old);
        assertThat(platform.accept("bob@x.org").id()).isEqualTo(bob);
    }

    @Test
    void answersEveryBadTokenAlikeAndWithoutAHash() {
        platform.invitations.invite(owner, BOB);
        Secret good = platform.mail.invitation("bob@x.org");
        String text = good.reveal();

        refused(new Secret(""));
        refused(new Secret("inv_"));
        refused(new Secret("rt_" + text.substring(4)));
        refused(new Secret(text + "A"));
        refused(new Secret(text.substring(0, text.length() - 9) + "AAAAAAAAA"));
        platform.clock.advance(Duration.ofDays(7));
        refused(good);
    }

    @Test
    void isAcceptedOnceByManyAtTheSameTime() {
        platform.invitations.invite(owner, BOB);
        Secret token = platform.mail.invitation("bob@x.org");

        List<Boolean> accepted = AtOnce.run(16, number -> {
            try {
                platform.acceptances.accept(new Acceptance(token, new Secret("some long password " + number)));
                return true;
            } catch (Invalid e) {
                return false;
            }
        });

        assertThat(accepted).containsOnlyOnce(true);
        refused(token);
    }

    @Test
    void isNotAcceptedWhereTheTenantIsClosedOrTheUserGone() {
        UserId bob = platform.invitations.invite(owner, BOB).id();
        Secret token = platform.mail.invitation("bob@x.org");
        Caller operator = platform.operator();

        platform.tenants.suspend(operator, owner.tenant());
        refused(token);
        platform.tenants.resume(operator, owner.tenant());
        platform.users.delete(owner, bob);
        refused(token);
    }

    @Test
    void keepsTheTokenWhereThePasswordIsRefused() {
        platform.invitations.invite(owner, BOB);
        Secret token = platform.mail.invitation("bob@x.org");

        Invalid invalid = catchThrowableOfType(
                Invalid.class, () -> platform.acceptances.accept(new Acceptance(token, new Secret("short"))));
        assertThat(invalid.field()).contains("password");

        assertThat(platform.accept("bob@x.org").status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThat(catchThrowableOfType(Invalid.class, () -> new Acceptance(null, PASSWORD))
                        .field())
                .contains("token");
        assertThat(catchThrowableOfType(Invalid.class, () -> new Acceptance(PASSWORD, null))
                        .field())
                .contains("password");
        assertThat(catchThrowableOfType(Invalid.class, () -> new NewUser("x@x.org", "X", null))
                        .field())
                .contains("roles");
    }

    private void refused(Secret token) {
        int hashes = platform.passwords.hashes();
        Invalid invalid =
                catchThrowableOfType(Invalid.class, () -> platform.acceptances.accept(new Acceptance(token, PASSWORD)));
        assertThat(invalid.code()).isEqualTo("invitation.invalid");
        assertThat(invalid.field()).contains("token");
        assertThat(platform.passwords.hashes()).isEqualTo(hashes);
    }

    private static void code(ThrowingCallable call, String code) {
        TenancyException refusal = catchThrowableOfType(TenancyException.class, call);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).isInstanceOfAny(Conflict.class, Denied.class, Invalid.class, Limited.class);
    }
}
