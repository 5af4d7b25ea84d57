package io.tenancy.core.login;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Demand;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.Factor;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainTotp;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StepUpServiceTest {
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Secret WRONG = new Secret("quite another sequence of words");

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void asksForAProofThatIsNoOlderThanThePolicyAllows() {
        platform.clock.advance(AGE);
        assertThatCode(() -> platform.stepUps.requireRecent(owner)).doesNotThrowAnyException();
        platform.clock.advance(Duration.ofSeconds(1));

        assertThat(demand(owner)).isEqualTo(new Demand("aal1", AGE));
    }

    @Test
    void renewsTheProofByThePasswordOfWhoHasNoSecondFactor() {
        platform.clock.advance(AGE.plusSeconds(1));
        assertThatThrownBy(() -> byPassword(owner, WRONG)).isInstanceOf(Unauthenticated.class);

        Caller renewed = caller(byPassword(owner, PASSWORD));

        assertThat(renewed.credential()).isEqualTo(owner.credential());
        assertThatCode(() -> platform.stepUps.requireRecent(renewed)).doesNotThrowAnyException();
        assertThat(demand(owner).level()).isEqualTo("aal1");
        assertThat(platform.actions(owner)).endsWith("session.stepped_up");
    }

    @Test
    void asksWhoHasASecondFactorForThatOne() {
        Enrolment app = platform.factors.begin(owner);
        Secret code = PlainTotp.code(app.secret(), platform.clock.instant());
        platform.factors.confirm(owner, code, CLIENT);

        assertThat(demand(owner)).isEqualTo(new Demand("aal2", AGE));
        assertThatThrownBy(() -> byPassword(owner, PASSWORD)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> byCode(owner, code)).isInstanceOf(Unauthenticated.class);
        platform.clock.advance(Duration.ofSeconds(30));
        Caller renewed = caller(byCode(owner, PlainTotp.code(app.secret(), platform.clock.instant())));

        assertThat(renewed.assurance().orElseThrow().references()).containsExactly("mfa", "otp", "pwd");
        assertThatCode(() -> platform.stepUps.requireRecent(renewed)).doesNotThrowAnyException();
    }

    @Test
    void keepsTheProofWhenTheSessionIsRefreshed() {
        TokenPair pair = platform.login("acme", "owner@acme.example.org");
        Caller caller = platform.sessions.authenticate(pair.accessToken()).orElseThrow();
        platform.clock.advance(Duration.ofMinutes(9));
        byPassword(caller, PASSWORD);
        platform.clock.advance(Duration.ofMinutes(9));

        TokenPair next = platform.refreshes.refresh(pair.refreshToken(), CLIENT);

        Caller refreshed = platform.sessions.authenticate(next.accessToken()).orElseThrow();
        assertThatCode(() -> platform.stepUps.requireRecent(refreshed)).doesNotThrowAnyException();
    }

    @Test
    void renewsNoSessionThatHasEnded() {
        platform.sessions.logout(owner);

        assertThatThrownBy(() -> byPassword(owner, PASSWORD))
                .isInstanceOfSatisfying(
                        Unauthenticated.class, e -> assertThat(e.code()).isEqualTo("token.invalid"));
    }

    @Test
    void asksAProgramForNothing() {
        Caller program = new Caller(platform.scope(owner), owner.actor(), new UUID(0, 1), Set.of(), Optional.empty());
        platform.clock.advance(Duration.ofDays(1));

        assertThatCode(() -> platform.stepUps.requireRecent(program)).doesNotThrowAnyException();
    }

    @Test
    void takesOneProofAtATime() {
        assertThatThrownBy(() -> Reassurance.of(null, null, null, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Reassurance.of(PASSWORD, Factor.TOTP, PASSWORD, null))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Reassurance.of(null, null, PASSWORD, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Reassurance.of(PASSWORD, Factor.TOTP, null, null))
                .isInstanceOf(Invalid.class);
    }

    private AccessToken byPassword(Caller caller, Secret password) {
        return platform.stepUps.stepUp(caller, Reassurance.of(password, null, null, null), CLIENT);
    }

    private AccessToken byCode(Caller caller, Secret code) {
        return platform.stepUps.stepUp(caller, Reassurance.of(null, Factor.TOTP, code, null), CLIENT);
    }

    private Caller caller(AccessToken token) {
        return platform.sessions.authenticate(token.accessToken()).orElseThrow();
    }

    private Demand demand(Caller caller) {
        try {
            platform.stepUps.requireRecent(caller);
            throw new AssertionError("Nothing is demanded.");
        } catch (Unauthenticated e) {
            assertThat(e.code()).isEqualTo("access.step_up_required");
            return e.demand().orElseThrow();
        }
    }
}
