package io.tenancy.core.mfa;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainTotp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FactorServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void showsWhatIsSetUp() {
        assertThat(platform.factors.get(owner).totpSince()).isEmpty();
        Enrolment app = platform.factors.begin(owner);
        assertThat(platform.factors.get(owner).totpSince()).isEmpty();
        confirm(owner, app);

        FactorService.Own own = platform.factors.get(owner);
        assertThat(own.policy()).isEqualTo(MfaPolicy.OPTIONAL);
        assertThat(own.totpSince()).contains(platform.clock.instant());
        assertThat(own.recoveryCodes()).isEqualTo(10);
        assertThat(platform.actions(owner))
                .endsWith("user.totp_started", "user.totp_confirmed", "user.recovery_codes_renewed");
    }

    @Test
    void refusesTheCodeOfAnotherApp() {
        Enrolment replaced = platform.factors.begin(owner);
        assertThat(platform.factors.begin(owner).secret()).isNotEqualTo(replaced.secret());

        assertThatThrownBy(() -> confirm(owner, replaced))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("code.wrong"));
        assertThat(platform.factors.get(owner).totpSince()).isEmpty();
    }

    @Test
    void givesUpAnAppThatTooManyWrongCodesWereShownFor() {
        confirm(owner, platform.factors.begin(owner));
        Enrolment guessed = platform.factors.begin(owner);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> platform.factors.confirm(owner, new Secret("no code"), CLIENT))
                    .isInstanceOf(Invalid.class);
        }

        assertThatThrownBy(() -> confirm(owner, guessed)).isInstanceOf(Limited.class);
        platform.clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> confirm(owner, guessed))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("mfa.not_begun"));
        assertThat(platform.factors.get(owner).totpSince()).isPresent();
        assertThat(platform.actions(owner)).endsWith("user.totp_started", "user.totp_dropped");
        Enrolment anew = platform.factors.begin(owner);
        assertThatThrownBy(() -> confirm(owner, anew)).isInstanceOf(Limited.class);
        platform.clock.advance(Duration.ofMinutes(1));
        assertThat(confirm(owner, anew)).hasSize(10);
    }

    @Test
    void givesUpEverythingOnceAndIsAskedForNothingThen() {
        confirm(owner, platform.factors.begin(owner));

        platform.factors.remove(owner);
        platform.factors.remove(owner);

        assertThat(platform.factors.get(owner).recoveryCodes()).isZero();
        assertThat(platform.actions(owner)).containsOnlyOnce("user.totp_removed");
        platform.login("acme", "owner@acme.example.org");
    }

    @Test
    void makesNewRecoveryCodesForWhoHasAnApp() {
        assertThatThrownBy(() -> platform.factors.renewRecoveryCodes(owner)).isInstanceOf(Conflict.class);
        List<Secret> first = confirm(owner, platform.factors.begin(owner));

        List<Secret> second = platform.factors.renewRecoveryCodes(owner);

        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
        assertThat(platform.factors.get(owner).recoveryCodes()).isEqualTo(10);
    }

    @Test
    void resetsTheFactorsOfAUserAndEndsTheirSessions() {
        Caller ada = platform.user(owner, "ada@x.org", "MEMBER");
        var pair = platform.login("acme", "ada@x.org");
        confirm(ada, platform.factors.begin(ada));

        platform.factors.reset(owner, id(ada));
        platform.factors.reset(owner, id(ada));

        assertThat(platform.sessions.authenticate(pair.accessToken())).isEmpty();
        assertThat(platform.actions(owner)).containsOnlyOnce("user.factors_reset");
        platform.login("acme", "ada@x.org");
    }

    @Test
    void letsNobodyResetWhoMayDoMore() {
        Caller admin = platform.user(owner, "admin@x.org", "ADMIN");
        Caller member = platform.user(owner, "member@x.org", "MEMBER");

        assertThatThrownBy(() -> platform.factors.reset(admin, id(owner))).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.factors.reset(member, id(admin))).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.factors.reset(owner, new UserId(new UUID(0, 9))))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void tellsOfEachChangeByMail() {
        Caller ada = platform.user(owner, "ada@x.org", "MEMBER");
        int before = notices("ada@x.org").size();

        confirm(ada, platform.factors.begin(ada));
        var unused = platform.factors.renewRecoveryCodes(ada);
        platform.factors.remove(ada);
        platform.factors.remove(ada);
        confirm(ada, platform.factors.begin(ada));
        platform.factors.reset(owner, id(ada));

        assertThat(notices("ada@x.org").subList(before, notices("ada@x.org").size()))
                .containsExactly(
                        Event.TOTP_ENROLLED,
                        Event.RECOVERY_CODES_RENEWED,
                        Event.TOTP_REMOVED,
                        Event.TOTP_ENROLLED,
                        Event.FACTORS_RESET);
        assertThat(notices("owner@acme.example.org")).doesNotContain(Event.FACTORS_RESET);
    }

    private List<Event> notices(String email) {
        return platform.mail.all().stream()
                .filter(mail -> mail.to().equals(email))
                .filter(Mail.SecurityNotice.class::isInstance)
                .map(mail -> ((Mail.SecurityNotice) mail).event())
                .toList();
    }

    private List<Secret> confirm(Caller caller, Enrolment app) {
        return platform.factors.confirm(caller, PlainTotp.code(app.secret(), platform.clock.instant()), CLIENT);
    }

    private static UserId id(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
