package io.tenancy.testkit;

import static io.tenancy.core.access.Permissions.USER_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Origin;
import io.tenancy.core.access.Work;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.subscription.Exemption;
import io.tenancy.core.subscription.Offers;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant.Tables;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.user.User;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the stores of every placement do together: a limit of a plan holds, whoever comes at the same time. */
public abstract class QuotaContract extends StoreContract {
    private static final int MANY = 100;
    private static final int LIMIT = 7;
    private static final InstantSource CLOCK = InstantSource.fixed(T0);

    @Test
    void leavesAsManyAsThePlanIncludesOfAHundredAtOnce() {
        limit(acme(), Entitlements.GROUPS, LIMIT);

        List<Boolean> made = AtOnce.run(MANY, number -> isMade(() -> addGroup(acme(), "group " + number)));

        assertThat(made).filteredOn(yes -> yes).hasSize(LIMIT);
        assertThat(stores().groups().count(acme())).isEqualTo(LIMIT);
    }

    @Test
    void letsAsMuchBeUsedAsThePlanIncludesOfAHundredAtOnce() {
        exempt(acme(), Included.metered(Entitlements.API_REQUESTS, LIMIT, Period.MONTH, true));

        List<Boolean> used = AtOnce.run(MANY, number -> isUsed(acme(), 1));

        assertThat(used).filteredOn(yes -> yes).hasSize(LIMIT);
        assertThat(used(acme())).isEqualTo(LIMIT);
    }

    @Test
    void letsNothingBeUsedBeyondTheLastUnitOfAnotherTenantOrWithoutALimit() {
        exempt(acme(), Included.metered(Entitlements.API_REQUESTS, LIMIT, Period.MONTH, true));
        exempt(globex(), Included.metered(Entitlements.API_REQUESTS, 1, Period.MONTH, false));

        assertThat(isUsed(acme(), LIMIT + 1)).isFalse();
        assertThat(isUsed(acme(), LIMIT - 1)).isTrue();
        assertThat(isUsed(acme(), 2)).isFalse();
        assertThat(isUsed(acme(), 1)).isTrue();
        assertThat(isUsed(acme(), Long.MAX_VALUE)).isFalse();
        assertThat(isUsed(globex(), LIMIT)).isTrue();

        assertThat(used(acme())).isEqualTo(LIMIT);
        assertThat(used(globex())).isEqualTo(LIMIT);
    }

    @Test
    void givesBackWhatATransactionHasSpentThatFails() {
        exempt(acme(), Included.metered(Entitlements.API_REQUESTS, 1, Period.MONTH, true));
        assertThatThrownBy(() -> gate().act(acme(), Actor.SYSTEM, work -> {
                    use(work, 1);
                    throw new IllegalStateException("aborted");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(isUsed(acme(), 1)).isTrue();
        assertThat(isUsed(acme(), 1)).isFalse();
    }

    @Test
    void countsUsersThatAreThere() {
        limit(acme(), Entitlements.SEATS, 2);
        User ada = addUser("ada@acme.test");
        addUser("grace@acme.test");
        assertThatThrownBy(() -> addUser("edsger@acme.test"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refusal -> assertThat(refusal.shortages())
                                .singleElement()
                                .satisfies(shortage -> {
                                    assertThat(shortage.entitlement()).isEqualTo("seats");
                                    assertThat(shortage.limit()).isEqualTo(2);
                                    assertThat(shortage.used()).isEqualTo(2);
                                }));

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(stores().users().count(acme())).isEqualTo(1);
        addUser("edsger@acme.test");
        assertThat(stores().users().count(acme())).isEqualTo(2);
        assertThat(stores().users().count(globex())).isZero();
    }

    @Test
    void countsApiKeysThatAreGood() {
        User ada = user(acme(), "ada@acme.test");
        var first = key(acme(), KeyOwner.of(ada.id()), USER_READ);
        var second = key(acme(), KeyOwner.of(ada.id()), USER_READ);
        key(acme(), KeyOwner.of(ada.id()), USER_READ);
        commit(acme(), () -> stores().apiKeys().revoke(acme(), first.id(), T0));
        commit(acme(), () -> stores().apiKeys().expire(acme(), second.id(), T0.plusSeconds(60)));

        assertThat(stores().apiKeys().count(acme(), T0)).isEqualTo(2);
        assertThat(stores().apiKeys().count(acme(), T0.plusSeconds(60))).isEqualTo(1);
        assertThat(stores().apiKeys().count(globex(), T0)).isZero();
    }

    @Test
    void countsWhatIsThereWhateverWasMadeDeletedAndAborted() {
        limit(acme(), Entitlements.GROUPS, LIMIT);
        Random random = new Random(20_261_129);
        List<GroupId> there = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int name = step;
            switch (random.nextInt(3)) {
                case 0 -> {
                    boolean fits = there.size() < LIMIT;
                    assertThat(isMade(() -> there.add(addGroup(acme(), "group " + name))))
                            .isEqualTo(fits);
                }
                case 1 -> {
                    if (!there.isEmpty()) {
                        GroupId gone = there.remove(random.nextInt(there.size()));
                        commit(acme(), () -> stores().groups().delete(acme(), gone));
                    }
                }
                default -> abort(name, there.size());
            }
            assertThat(stores().groups().count(acme())).isEqualTo(there.size()).isLessThanOrEqualTo(LIMIT);
        }
    }

    @Test
    void keepsTenantsApart() {
        limit(acme(), Entitlements.GROUPS, 1);
        limit(globex(), Entitlements.GROUPS, 1);
        addGroup(acme(), "clerks");

        addGroup(globex(), "clerks");

        assertThat(isMade(() -> addGroup(acme(), "agents"))).isFalse();
        assertThat(isMade(() -> addGroup(globex(), "agents"))).isFalse();
    }

    /** A transaction that has made a group, and fails. */
    private void abort(int name, int there) {
        assertThatThrownBy(() -> gate().act(acme(), Actor.SYSTEM, work -> {
                    group(work, "aborted " + name);
                    throw new IllegalStateException("aborted");
                }))
                .isInstanceOf(there < LIMIT ? IllegalStateException.class : Conflict.class);
    }

    private static boolean isMade(Supplier<?> making) {
        try {
            var unused = making.get();
            return true;
        } catch (Conflict refusal) {
            assertThat(refusal.code()).isEqualTo("quota.exceeded");
            return false;
        }
    }

    private boolean isUsed(TenantScope scope, long amount) {
        try {
            return gate().act(scope, Actor.SYSTEM, work -> {
                use(work, amount);
                return work.changedNothing();
            });
        } catch (Limited refusal) {
            assertThat(refusal.code()).isEqualTo("quota.exceeded");
            return false;
        }
    }

    /** What a command does that uses what is metered. */
    private void use(Work work, long amount) {
        quotas().spend(work, Entitlements.API_REQUESTS, amount, meter());
        Reading reading = new Reading(
                "contract",
                work.newId().toString(),
                Meters.API_REQUESTS.name(),
                work.now(),
                amount,
                "",
                Optional.empty(),
                Optional.empty());
        assertThat(stores().usage().add(work.scope(), List.of(reading), work.now()))
                .isEqualTo(1);
    }

    private long used(TenantScope scope) {
        return meter().used(scope, Entitlements.API_REQUESTS, Period.MONTH.begin(T0), Period.MONTH.end(T0));
    }

    private MeteredUse meter() {
        return new MeteredUse(stores().usage(), new Meters(List.of()));
    }

    private GroupId addGroup(TenantScope scope, String name) {
        return gate().act(scope, Actor.SYSTEM, work -> group(work, name));
    }

    private GroupId group(Work work, String name) {
        work.reserve(Entitlements.GROUPS, stores().groups()::count);
        Group group = Group.of(new GroupId(work.newId()), new NewGroup(name, null, null), work.now());
        assertThat(stores().groups().add(work.scope(), group)).isTrue();
        work.record("group.created", group.id());
        return group.id();
    }

    private User addUser(String email) {
        return gate().act(acme(), Actor.SYSTEM, work -> {
            work.reserve(Entitlements.SEATS, stores().users()::count);
            User user = newUser(email, "Name", User.Status.ACTIVE, "MEMBER");
            assertThat(stores().users().add(work.scope(), user)).isTrue();
            work.record("user.created", user.id());
            return user;
        });
    }

    /** How many the tenant may have; its row is in the catalogue from the first time on. */
    private void limit(TenantScope scope, Entitlement entitlement, long most) {
        exempt(scope, Included.limit(entitlement, most));
    }

    private void exempt(TenantScope scope, Included included) {
        String slug = "quota-" + TestTenants.newId().toString().substring(24);
        stores().tenants().add(TestTenants.tenant(scope.id(), slug, Isolation.SHARED, "main", Tables.CURRENT));
        stores().subscriptions().exempt(scope.id(), new Exemption(included, Optional.empty(), "Of a test", T0));
    }

    private Gate gate() {
        return new Gate(
                stores().transactions(), stores().journal(), TestTenants::newId, CLOCK, quotas(), () -> Origin.NONE);
    }

    private PlanQuotas quotas() {
        return new PlanQuotas(stores().subscriptions(), new Offers(stores().plans()), CLOCK);
    }
}
