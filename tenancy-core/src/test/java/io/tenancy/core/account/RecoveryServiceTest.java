package io.tenancy.core.account;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.account.MailDelivery.Result;
import io.tenancy.core.invitation.Acceptance;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.MfaRequired;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainTotp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RecoveryServiceTest {
    private static final String OWNER = "owner@acme.example.org";
    private static final Secret OTHER = new Secret("another password of some length");

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void replacesAForgottenPasswordAndEndsEverySession() {
        TokenPair session = platform.login("acme", OWNER);
        forgot("acme", OWNER);

        reset(token());

        assertThatThrownBy(() -> platform.login("acme", OWNER)).isInstanceOf(Unauthenticated.class);
        assertThat(platform.sessions.authenticate(session.accessToken())).isEmpty();
        assertThat(platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                .isInstanceOf(TokenPair.class);
        assertThat(platform.actions(owner)).containsSubsequence("user.reset_sent", "user.password_changed");
    }

    @Test
    void sendsNothingWhereThereIsNoSuchAccount() {
        int mails = platform.mail.all().size();
        platform.invitations.invite(owner, new NewUser("invited@x.org", "Ina", Set.of("VIEWER")));
        assertThat(platform.mail.all()).hasSize(mails + 1);

        forgot("acme", "nobody@x.org");
        forgot("nowhere", OWNER);
        forgot("platform", OWNER);
        forgot("acme", "invited@x.org");

        assertThat(platform.delivery.run()).containsOnly(Map.entry(Result.UNNEEDED, 4));
        assertThat(platform.mail.all()).hasSize(mails + 1);
    }

    @Test
    void takesATokenOnceAndUntilItExpiresAndNoneOfAnotherKind() {
        platform.invitations.invite(owner, new NewUser("invited@x.org", "Ina", Set.of("VIEWER")));
        Secret invitation = platform.mail.invitation("invited@x.org");
        forgot("acme", OWNER);
        Secret used = token();
        reset(used);
        refused(used);

        forgot("acme", OWNER);
        Secret old = token();
        forgot("acme", OWNER);
        Secret young = token();
        refused(old);
        platform.clock.advance(Duration.ofMinutes(30));
        refused(young);

        refused(invitation);
        refused(new Secret("pwr_" + invitation.reveal().substring(4)));
        forgot("acme", OWNER);
        Secret reset = token();
        assertThatThrownBy(() -> platform.acceptances.accept(new Acceptance(reset, PASSWORD)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> platform.acceptances.accept(
                        new Acceptance(new Secret("inv_" + reset.reveal().substring(4)), PASSWORD)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void takesNoTokenInTheNameOfAnotherTenant() {
        Caller globex = platform.owner("globex");
        forgot("acme", OWNER);
        byte[] acmes = Base64.getUrlDecoder().decode(token().reveal().substring(4));
        byte[] globexes = acmes.clone();
        System.arraycopy(bytes(globex.tenant().value()), 0, globexes, 0, 16);

        refused(new Secret("pwr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(globexes)));
        reset(new Secret("pwr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(acmes)));
    }

    @Test
    void worksOnceForManyAtTheSameTime() {
        forgot("acme", OWNER);
        Secret token = token();

        List<Boolean> done = AtOnce.run(20, number -> {
            try {
                platform.recoveries.reset(new NewPassword(token, new Secret("some long password " + number)));
                return true;
            } catch (Invalid e) {
                return false;
            }
        });

        assertThat(done).containsOnlyOnce(true);
    }

    @Test
    void keepsTheTokenWhereThePasswordIsRefused() {
        forgot("acme", OWNER);
        Secret token = token();

        Invalid invalid = catchThrowableOfType(
                Invalid.class, () -> platform.recoveries.reset(new NewPassword(token, new Secret("short"))));

        assertThat(invalid.code()).isEqualTo("password.too_short");
        reset(token);
    }

    @Test
    void leavesTheSecondFactorInForce() {
        Enrolment enrolment = platform.factors.begin(owner);
        platform.factors.confirm(owner, PlainTotp.code(enrolment.secret(), platform.clock.instant()), CLIENT);
        forgot("acme", OWNER);

        reset(token());

        assertThat(platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                .isInstanceOf(MfaRequired.class);
    }

    @Test
    void letsWhoWasWrongTooOftenInAgain() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                    .isInstanceOf(Unauthenticated.class);
        }
        assertThatThrownBy(() -> platform.login("acme", OWNER)).isInstanceOf(Limited.class);
        forgot("acme", OWNER);

        reset(token());

        assertThat(platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                .isInstanceOf(TokenPair.class);
    }

    @Test
    void asksForFewMailsWhetherThereIsAnAccountOrNot() {
        for (String email : List.of(OWNER, "nobody@x.org")) {
            for (int i = 0; i < 5; i++) {
                forgot("acme", email);
            }
            Limited limited = catchThrowableOfType(Limited.class, () -> forgot("acme", email));
            assertThat(limited.code()).isEqualTo("mail.throttled");
        }
        assertThat(platform.delivery.run()).isEqualTo(Map.of(Result.SENT, 5, Result.UNNEEDED, 5));
        platform.clock.advance(Duration.ofDays(2));
        forgot("acme", OWNER);
    }

    @Test
    void resetsNothingOfAUserWhoIsDisabled() {
        Caller member = platform.user(owner, "member@x.org", "MEMBER");
        forgot("acme", "member@x.org");
        Secret token = platform.mail.token(Mail.PasswordReset.class, "member@x.org");
        platform.users.disable(owner, new UserId(member.actor().id()));

        refused(token);
        forgot("acme", "member@x.org");
        assertThat(platform.delivery.run()).containsOnlyKeys(Result.UNNEEDED);
    }

    private void forgot(String tenant, String email) {
        platform.recoveries.forgot(new ForgottenPassword(tenant, email), CLIENT);
    }

    private Secret token() {
        return platform.mail.token(Mail.PasswordReset.class, OWNER);
    }

    private void reset(Secret token) {
        platform.recoveries.reset(new NewPassword(token, OTHER));
    }

    private void refused(Secret token) {
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> reset(token));
        assertThat(invalid.code()).isEqualTo("reset.invalid");
        assertThat(invalid.field()).contains("token");
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
