package io.tenancy.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecurityPolicyServiceTest {
    private static final SecurityPolicy PLATFORM = new SecurityPolicy(
            16, 10, 5, Duration.ofHours(8), Duration.ofDays(7), MfaPolicy.OPTIONAL, Duration.ofMinutes(10), true);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final SecurityPolicyService service = service(PLATFORM);

    @Test
    void isThatOfThePlatformUntilTheTenantIsStricter() {
        assertThat(service.get(owner).effective()).isEqualTo(SecurityPolicyService.Effective.of(PLATFORM));

        service.put(owner, own(20, 3, 600, 3_600, MfaPolicy.REQUIRED, 60, false));

        assertThat(service.get(owner).effective())
                .isEqualTo(new SecurityPolicyService.Effective(20, 11, 3, 600, 3_600, MfaPolicy.REQUIRED, 60, false));
        assertThat(platform.actions(owner)).containsOnlyOnce("tenant.security_changed");
    }

    @Test
    void journalsNothingWhereNothingChanges() {
        service.put(owner, OwnPolicy.NONE);

        assertThat(platform.actions(owner)).doesNotContain("tenant.security_changed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void refusesWhatIsLaxerThanThePlatform(int member) {
        SecurityPolicyService strict = service(new SecurityPolicy(
                16, 10, 5, Duration.ofHours(8), Duration.ofDays(7), MfaPolicy.OPTIONAL, Duration.ofMinutes(10), false));
        OwnPolicy laxer = new OwnPolicy(
                only(member, 0, 15),
                only(member, 7, 9),
                only(member, 1, 6),
                only(member, 2, 28_801L),
                only(member, 3, 604_801L),
                only(member, 4, MfaPolicy.OFF),
                only(member, 5, 601L),
                only(member, 6, true));

        assertThatThrownBy(() -> strict.put(owner, laxer)).isInstanceOf(Invalid.class);
        assertThat(strict.get(owner).own()).isEqualTo(OwnPolicy.NONE);
    }

    @Test
    void isHeldToAPlatformThatHasBecomeStricter() {
        service.put(owner, own(20, 3, 600, 3_600, MfaPolicy.OPTIONAL, 300, true));

        SecurityPolicy stricter = new SecurityPolicy(
                30,
                12,
                2,
                Duration.ofMinutes(6),
                Duration.ofMinutes(7),
                MfaPolicy.REQUIRED,
                Duration.ofMinutes(2),
                false);

        assertThat(service(stricter).get(owner).effective()).isEqualTo(SecurityPolicyService.Effective.of(stricter));
    }

    @Test
    void neverIdlesLongerThanASessionLives() {
        service.put(
                owner,
                new OwnPolicy(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(600L),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(service.get(owner).effective().sessionIdle()).isEqualTo(600);
    }

    @Test
    void neverAsksForMoreBesideASecondFactorThanWithoutOne() {
        service.put(
                owner,
                new OwnPolicy(
                        Optional.empty(),
                        Optional.of(40),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(service.get(owner).effective().passwordLengthWithFactor()).isEqualTo(40);
        assertThat(service.get(owner).effective().passwordLength()).isEqualTo(40);
    }

    @Test
    void isForThoseWhoHoldThePermission() {
        Caller member = platform.user(owner, "bob@x.org", "MEMBER");

        assertThatThrownBy(() -> service.get(member)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> service.put(member, OwnPolicy.NONE)).isInstanceOf(Denied.class);
    }

    private SecurityPolicyService service(SecurityPolicy standard) {
        return new SecurityPolicyService(
                platform.gate, platform.stores.policies(), new SecurityPolicies(platform.stores.policies(), standard));
    }

    private static <T> Optional<T> only(int member, int number, T value) {
        return Optional.of(value).filter(unused -> member == number);
    }

    private static OwnPolicy own(
            int length, int failures, long idle, long life, MfaPolicy mfa, long stepUp, boolean support) {
        return new OwnPolicy(
                Optional.of(length),
                Optional.of(11),
                Optional.of(failures),
                Optional.of(idle),
                Optional.of(life),
                Optional.of(mfa),
                Optional.of(stepUp),
                Optional.of(support));
    }
}
