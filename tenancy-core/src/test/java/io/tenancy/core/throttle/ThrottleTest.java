package io.tenancy.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.MasterKey;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestClock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private static final String HOME = "192.0.2.7";
    private static final String ELSEWHERE = "198.51.100.9";

    private final TestClock clock = new TestClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final AtomicInteger verifications = new AtomicInteger();
    private final Throttle throttle = new Throttle(
            stores.throttles(),
            ThrottlePolicy.DEFAULT,
            MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32])),
            clock);

    @Test
    void makesWhoWasWrongFiveTimesWaitForLongerAndLonger() {
        fail(4, "ada", HOME);
        assertThat(fail("ada", HOME)).isInstanceOf(Unauthenticated.class);

        for (long seconds : new long[] {30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600}) {
            assertThat(refusal("ada", HOME).retryAfter()).contains(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds - 1));
            assertThat(refusal("ada", HOME).retryAfter()).contains(Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(1));
            assertThat(fail("ada", HOME)).isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void verifiesNoMoreThanFiveOfTwoHundredAtTheSameTime() {
        AtOnce.run(200, number -> fail("ada", "192.0.2." + number));

        assertThat(verifications).hasValueLessThanOrEqualTo(5).hasPositiveValue();
    }

    @Test
    void startsAnewAfterASuccess() {
        fail(4, "ada", HOME);
        succeed("ada", HOME);

        fail(5, "ada", HOME);

        assertThat(refusal("ada", HOME).code()).isEqualTo("login.throttled");
    }

    @Test
    void countsEachSubjectAndEachKindByItself() {
        fail(5, "ada", HOME);
        refusal("ada", HOME);

        succeed("bob", HOME);
        assertThat(throttle.<Boolean>attempt(Kind.SECOND_FACTOR, "ada", Optional.of(HOME), attempt -> true))
                .isTrue();
    }

    @Test
    void letsNoStrangerLockThePersonOut() {
        succeed("ada", HOME);
        fail(5, "ada", ELSEWHERE);
        refusal("ada", ELSEWHERE);

        succeed("ada", HOME);
    }

    @Test
    void leavesAttemptsAfterTheLastGrantedFailureToAVerificationThatAsks() {
        for (int i = 0; i < 100; i++) {
            assertThat(lockedOrWrong("10.0.0." + i)).isEqualTo("wrong");
            clock.advance(Duration.ofHours(1));
        }

        assertThat(lockedOrWrong(ELSEWHERE)).isEqualTo("locked");
        assertThat(refusal("ada", ELSEWHERE).retryAfter()).contains(Duration.ofHours(1));
        clock.advance(Duration.ofDays(20));
        assertThat(lockedOrWrong(ELSEWHERE)).isEqualTo("locked");
        clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> throttle.<Boolean>attempt(
                        Kind.PASSWORD, "ada", Optional.of(ELSEWHERE), attempt -> Boolean.TRUE))
                .isInstanceOf(IllegalStateException.class);
        throttle.unlock(Kind.PASSWORD, "ada");
        assertThat(lockedOrWrong(ELSEWHERE)).isEqualTo("wrong");
    }

    @Test
    void keepsNobodyOutByFailuresElsewhereWhereTheSecretIsTooLongToBeGuessed() {
        for (int i = 0; i < 5; i++) {
            assertThat(here(ELSEWHERE, false)).isEqualTo("wrong");
        }

        assertThat(here(ELSEWHERE, true)).isEqualTo("login.throttled");
        assertThat(here(HOME, true)).isEqualTo("right");
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofHours(1));
            assertThat(here(ELSEWHERE, false)).isEqualTo("wrong");
        }
        assertThat(here(ELSEWHERE, true)).isEqualTo("login.throttled");
        assertThat(here("203.0.113.8", true)).isEqualTo("right");
        clock.advance(Duration.ofHours(1));
        assertThat(here(ELSEWHERE, true)).isEqualTo("right");
    }

    @Test
    void slowsAnAddressThatTriesManySubjects() {
        for (int i = 0; i < 50; i++) {
            assertThat(fail("user" + i, HOME)).isInstanceOf(Unauthenticated.class);
        }

        refusal("another", HOME);
        assertThat(fail("another", ELSEWHERE)).isInstanceOf(Unauthenticated.class);
        clock.advance(Duration.ofHours(2));
        fail(2, "another", HOME);
    }

    @Test
    void takesANetworkOfVersionSixForOneAddress() {
        for (int i = 0; i < 50; i++) {
            fail("user" + i, "2001:db8:1:2::" + i);
        }

        refusal("another", "2001:db8:1:2:ffff::1");
        fail(1, "another", "2001:db8:1:3::1");
    }

    @Test
    void givesASuccessBackToTheAddressAndNothingMore() {
        for (int i = 0; i < 49; i++) {
            fail("user" + i, HOME);
        }
        for (int i = 0; i < 20; i++) {
            succeed("ada", HOME);
        }

        fail(1, "user", HOME);

        refusal("ada", HOME);
    }

    @Test
    void doesNotCountWhatWasNotVerified() {
        for (int i = 0; i < 60; i++) {
            assertThatThrownBy(() -> throttle.<Boolean>attempt(Kind.PASSWORD, "ada", Optional.of(HOME), attempt -> {
                        throw new Unavailable("login.busy", "Busy.", Duration.ofSeconds(1));
                    }))
                    .isInstanceOf(Unavailable.class);
        }

        fail(4, "ada", HOME);
        succeed("ada", HOME);
    }

    @Test
    void tellsAStricterVerificationThatItComesTooSoon() {
        assertThat(isTooSoon()).isFalse();
        assertThat(isTooSoon()).isFalse();
        assertThat(isTooSoon()).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(isTooSoon()).isFalse();
    }

    @Test
    void worksWithoutAnAddress() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> attempt("ada", Optional.empty(), false)).isInstanceOf(Unauthenticated.class);
        }

        assertThatThrownBy(() -> attempt("ada", Optional.empty(), true)).isInstanceOf(Limited.class);
    }

    private String here(String address, boolean right) {
        try {
            return throttle.attemptHere(Kind.CLIENT_SECRET, "ada", Optional.of(address), () -> {
                if (!right) {
                    throw new Unauthenticated("wrong", "Wrong.");
                }
                return "right";
            });
        } catch (TenancyException e) {
            return e.code();
        }
    }

    private String lockedOrWrong(String address) {
        Unauthenticated refused = catchThrowableOfType(
                Unauthenticated.class,
                () -> throttle.<Boolean>attempt(Kind.PASSWORD, "ada", Optional.of(address), attempt -> {
                    throw new Unauthenticated(attempt.isTooSoon(100) ? "locked" : "wrong", "Wrong.");
                }));
        return refused.code();
    }

    /** An attempt that fails, where two failures are allowed. */
    private boolean isTooSoon() {
        boolean[] soon = new boolean[1];
        assertThatThrownBy(() -> throttle.<Boolean>attempt(Kind.PASSWORD, "ada", Optional.of(HOME), attempt -> {
                    soon[0] = attempt.isTooSoon(2);
                    throw new Unauthenticated("login.failed", "Wrong.");
                }))
                .isInstanceOf(Unauthenticated.class);
        return soon[0];
    }

    private void succeed(String subject, String address) {
        assertThat(attempt(subject, Optional.of(address), true)).isTrue();
    }

    private void fail(int times, String subject, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(fail(subject, address)).isInstanceOf(Unauthenticated.class);
        }
    }

    private Throwable fail(String subject, String address) {
        return catchThrowableOfType(RuntimeException.class, () -> attempt(subject, Optional.of(address), false));
    }

    private Limited refusal(String subject, String address) {
        int before = verifications.get();
        Limited limited = catchThrowableOfType(Limited.class, () -> attempt(subject, Optional.of(address), true));
        assertThat(limited).isNotNull();
        assertThat(verifications).hasValue(before);
        return limited;
    }

    private boolean attempt(String subject, Optional<String> address, boolean right) {
        return throttle.attempt(Kind.PASSWORD, subject, address, attempt -> {
            verifications.incrementAndGet();
            if (!right) {
                throw new Unauthenticated("login.failed", "Wrong.");
            }
            return true;
        });
    }
}
