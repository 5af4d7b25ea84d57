package io.tenancy.core.ratelimit;

import static io.tenancy.core.counting.RateLimit.ADDRESS;
import static io.tenancy.core.counting.RateLimit.API_KEY;
import static io.tenancy.core.counting.RateLimit.CONCURRENT;
import static io.tenancy.core.counting.RateLimit.INVITATION;
import static io.tenancy.core.counting.RateLimit.INVITED;
import static io.tenancy.core.counting.RateLimit.SIGN_IN;
import static io.tenancy.core.counting.RateLimit.TENANT;
import static io.tenancy.core.counting.RateLimit.USER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.core.MasterKey;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.counting.RateLimit;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.testkit.InMemoryRateLimiter;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateGuardTest {
    private final InMemoryStores stores = new InMemoryStores();
    private final TestClock clock = new TestClock();
    private final TenantScope acme = open("acme");
    private final TenantScope globex = open("globex");
    private final RateGuard guard = guard(numbers(), Map.of());

    private static Map<RateLimit, Integer> numbers() {
        return new EnumMap<>(Map.of(
                USER, 3, API_KEY, 2, TENANT, 5, ADDRESS, 4, SIGN_IN, 2, INVITATION, 3, INVITED, 2, CONCURRENT, 1));
    }

    private RateGuard guard(Map<RateLimit, Integer> numbers, Map<String, Rates> plans) {
        MasterKey key = MasterKey.ofBase64(
                Base64.getEncoder().encodeToString("01234567890123456789012345678901".getBytes(US_ASCII)));
        RatePolicy policy = new RatePolicy(numbers, plans);
        return new RateGuard(new InMemoryRateLimiter(clock), stores.tenants(), stores.rateBook(), policy, key);
    }

    private TenantScope open(String slug) {
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        stores.tenants().add(tenant);
        return TestTenants.enter(tenant);
    }

    private static Caller program(TenantScope scope, UUID owner, UUID key) {
        return new Caller(scope, new Actor(Actor.Kind.API_KEY, owner), key, Set.of(), Optional.empty());
    }

    @Test
    void countsAPersonAndThenTheTenant() {
        List<Allowance> counted = guard.count(TestTenants.caller(acme), 1);

        assertThat(counted)
                .extracting(Allowance::limit, Allowance::remaining, Allowance::allowed)
                .containsExactly(tuple(USER, 2L, true), tuple(TENANT, 4L, true));
        assertThat(RateGuard.refusal(counted)).isEmpty();
        assertThat(RateGuard.tightest(counted).map(Allowance::limit)).contains(USER);
    }

    @Test
    void takesNothingOfTheTenantForWhatAPersonMayNot() {
        Caller busy = TestTenants.caller(acme);
        guard.count(busy, 3);

        List<Allowance> refused = guard.count(busy, 1);
        List<Allowance> other = guard.count(TestTenants.caller(acme), 2);

        assertThat(refused).extracting(Allowance::limit).containsExactly(USER);
        assertThat(RateGuard.refusal(refused)).hasValueSatisfying(limited -> {
            assertThat(limited.code()).isEqualTo("rate.user");
            assertThat(limited.retryAfter()).contains(Duration.ofMinutes(1));
        });
        assertThat(other).extracting(Allowance::allowed).containsOnly(true);
        assertThat(guard.refused(USER)).isEqualTo(1);
        assertThat(guard.refused(TENANT)).isZero();
    }

    @Test
    void countsEachKeyOfAPersonApartFromTheOthersAndFromThePerson() {
        UUID user = TestTenants.newId();
        Caller key = program(acme, user, TestTenants.newId());
        guard.count(key, 2);

        assertThat(guard.count(key, 1))
                .extracting(Allowance::limit, Allowance::allowed)
                .containsExactly(tuple(API_KEY, false));
        assertThat(guard.count(program(acme, user, TestTenants.newId()), 2))
                .extracting(Allowance::allowed)
                .containsOnly(true);
    }

    @Test
    void keepsTenantsApart() {
        UUID same = TestTenants.newId();
        guard.count(program(acme, same, same), 2);
        guard.count(TestTenants.caller(acme), 3);

        assertThat(guard.count(program(globex, same, same), 2))
                .extracting(Allowance::remaining)
                .containsExactly(0L, 3L);
        assertThat(guard.count(TestTenants.caller(acme), 1))
                .extracting(Allowance::limit, Allowance::allowed)
                .contains(tuple(TENANT, false));
    }

    @Test
    void letsAnOperatorWhoHelpsPastTheTenantsOwnUse() {
        guard.count(TestTenants.caller(acme), 3);
        guard.count(TestTenants.caller(acme), 2);
        Runnable leave = guard.enter(TestTenants.caller(acme));
        Caller visitor = new Caller(
                acme,
                new Actor(Actor.Kind.OPERATOR, TestTenants.newId()),
                TestTenants.newId(),
                Set.of(),
                TestTenants.caller(acme).assurance());

        assertThat(guard.count(visitor, 1)).extracting(Allowance::limit).containsExactly(USER);
        guard.enter(visitor).run();
        leave.run();
    }

    @Test
    void countsAnAddressOfVersion6WithItsNetwork() {
        guard.countAddress("2001:db8:1:2::1", false, 4);

        assertThat(guard.countAddress("2001:db8:1:2:ffff::9", false, 1))
                .extracting(Allowance::limit, Allowance::allowed)
                .containsExactly(tuple(ADDRESS, false));
        assertThat(guard.countAddress("2001:db8:1:3::1", false, 1))
                .extracting(Allowance::allowed)
                .containsOnly(true);
        assertThat(guard.countAddress("192.0.2.1", false, 4))
                .extracting(Allowance::allowed)
                .containsOnly(true);
        assertThat(guard.countAddress("192.0.2.2", false, 4))
                .extracting(Allowance::allowed)
                .containsOnly(true);
    }

    @Test
    void countsWhatNeedsNoTokenTwice() {
        guard.countAddress("192.0.2.1", true, 2);

        List<Allowance> counted = guard.countAddress("192.0.2.1", true, 1);

        assertThat(counted)
                .extracting(Allowance::limit, Allowance::allowed)
                .containsExactly(tuple(ADDRESS, true), tuple(SIGN_IN, false));
        assertThat(RateGuard.tightest(counted).map(Allowance::limit)).contains(SIGN_IN);
        assertThat(RateGuard.refusal(counted).map(Limited::code)).contains("rate.sign_in");
    }

    @Test
    void beginsAnewAfterTheWindow() {
        guard.countAddress("192.0.2.1", false, 4);

        clock.advance(Duration.ofMillis(59_001));
        Allowance refused = guard.countAddress("192.0.2.1", false, 1).get(0);
        clock.advance(Duration.ofMillis(999));

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.resetSeconds()).isEqualTo(1);
        assertThat(guard.countAddress("192.0.2.1", false, 4).get(0).allowed()).isTrue();
    }

    @Test
    void takesTheNumbersOfThePlanBeforeTheStandardAndOfAnOperatorBeforeThePlan() {
        Rates free = new Rates(Optional.of(50), Optional.of(0), Optional.empty(), Optional.of(7));
        RatePolicy policy = new RatePolicy(numbers(), Map.of("free", free));
        Rates given = new Rates(Optional.empty(), Optional.of(30), Optional.empty(), Optional.empty());
        OwnRates own = new OwnRates(Optional.of(20), Optional.of(40));

        assertThat(TenantRates.of(policy, "free", RateTerms.NONE))
                .isEqualTo(new TenantRates(50, 0, 2, 7, Rates.NONE, OwnRates.NONE));
        assertThat(TenantRates.of(policy, "gold", RateTerms.NONE))
                .isEqualTo(new TenantRates(5, 3, 2, 1, Rates.NONE, OwnRates.NONE));
        assertThat(TenantRates.of(policy, "free", new RateTerms(given, OwnRates.NONE)))
                .isEqualTo(new TenantRates(50, 30, 2, 7, given, OwnRates.NONE));
        assertThat(TenantRates.of(policy, "free", new RateTerms(given, own)))
                .isEqualTo(new TenantRates(50, 20, 2, 7, given, own));
        assertThat(TenantRates.of(policy, "free", new RateTerms(Rates.NONE, own)))
                .isEqualTo(new TenantRates(50, 20, 2, 7, Rates.NONE, own));
    }

    @Test
    void countsNothingWhereThereIsNoLimit() {
        RateGuard open = guard(RatePolicy.unlimited().standard(), Map.of());

        assertThat(open.count(TestTenants.caller(acme), 1_000_000)).isEmpty();
        assertThat(open.countAddress("192.0.2.1", true, 1_000_000)).isEmpty();
    }

    @Test
    void refusesWhatATenantHasTooManyOfAtTheSameTime() {
        Runnable leave = guard.enter(TestTenants.caller(acme));

        assertThatThrownBy(() -> guard.enter(TestTenants.caller(acme)))
                .isInstanceOfSatisfying(
                        Limited.class, limited -> assertThat(limited.code()).isEqualTo("rate.concurrent"));
        guard.enter(TestTenants.caller(globex)).run();
        leave.run();
        guard.enter(TestTenants.caller(acme)).run();
        assertThat(guard.refused(CONCURRENT)).isEqualTo(1);
    }
}
