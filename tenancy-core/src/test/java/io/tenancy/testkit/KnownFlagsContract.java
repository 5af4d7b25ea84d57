package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.feature.Assigned;
import io.tenancy.core.feature.KnownFlags;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserChange;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What all {@link KnownFlags} do, also those that remember answers for a while. */
public abstract class KnownFlagsContract extends StoreContract {
    private static final Duration STALE_FOR = Duration.ofSeconds(2);
    private static final UUID BY = new UUID(0, 1);

    private final FlagId flag = new FlagId(TestTenants.newId());
    private final Assignment on = new Assignment(flag, "on", Optional.empty(), "Pilot", T0);
    private final Assignment off = new Assignment(flag, "off", Optional.empty(), "Over", T0.plusSeconds(1));

    @Test
    void learnsOfANewAChangedAndADeletedFlag() {
        Flag made = flag();
        assertThat(known().flags().flags()).doesNotContain(made);

        stores().flags().add(made, BY);
        Eventually.within(STALE_FOR, () -> known().flags().flags(), flags -> flags.contains(made));

        Flag killed = made.killed(true, T0.plusSeconds(1));
        stores().flags().update(killed, BY);
        Eventually.within(STALE_FOR, () -> known().flags().flags(), flags -> flags.contains(killed));

        stores().flags().delete(made.id());
        Eventually.within(
                STALE_FOR,
                () -> known().flags().flags(),
                flags -> flags.stream().noneMatch(one -> one.id().equals(made.id())));
    }

    @Test
    void learnsOfWhatIsAgreedWithATenantAndWithNoOther() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");
        Flag made = flag();
        stores().flags().add(made, BY);
        assertThat(known().agreed(acme).assignments()).isEmpty();
        Assignment agreed = new Assignment(made.id(), "on", Optional.empty(), "Pilot", T0);

        stores().flags().agree(acme, agreed);

        Eventually.within(STALE_FOR, () -> known().agreed(acme).assignments().get(made.id()), agreed::equals);
        assertThat(known().agreed(globex).assignments()).isEmpty();
        stores().flags().withdraw(acme, made.id());
        Eventually.within(STALE_FOR, () -> known().agreed(acme).assignments().isEmpty(), isEmpty -> isEmpty);
    }

    @Test
    void learnsOfTheOverridesOfATenant() {
        assertThat(assigned(Optional.empty()).ofTenant().assignments()).isEmpty();

        commit(acme(), () -> stores().features().override(acme(), on));
        becomes(
                Optional.empty(),
                told -> on.equals(told.ofTenant().assignments().get(flag)));

        commit(acme(), () -> stores().features().override(acme(), off));
        becomes(
                Optional.empty(),
                told -> off.equals(told.ofTenant().assignments().get(flag)));

        commit(acme(), () -> stores().features().reset(acme(), flag));
        becomes(Optional.empty(), told -> told.ofTenant().assignments().isEmpty());
    }

    @Test
    void learnsOfTheFeaturesOfAUserAndOfNoOther() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        assertThat(assigned(Optional.of(ada)).ofUser().assignments()).isEmpty();

        commit(acme(), () -> stores().features().give(acme(), ada.id(), on));
        becomes(Optional.of(ada), told -> on.equals(told.ofUser().assignments().get(flag)));

        assertThat(assigned(Optional.of(bob)).ofUser().assignments()).isEmpty();
        assertThat(assigned(Optional.empty()).ofUser().assignments()).isEmpty();
        commit(acme(), () -> stores().features().take(acme(), ada.id(), flag));
        becomes(Optional.of(ada), told -> told.ofUser().assignments().isEmpty());
    }

    @Test
    void learnsOfTheRolesOfAUser() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "VIEWER");
        assertThat(assigned(Optional.of(ada)).roles().all()).containsExactly("VIEWER");
        assertThat(assigned(Optional.empty()).roles().all()).isEmpty();

        UserChange change = new UserChange(Optional.empty(), Optional.of(Set.of(BuiltInRole.ADMIN.name())));
        commit(acme(), () -> stores().users().update(acme(), ada.with(change, T0)));

        becomes(Optional.of(ada), told -> told.roles().all().equals(Set.of("ADMIN")));
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "VIEWER");
        commit(acme(), () -> stores().features().override(acme(), on));
        commit(acme(), () -> stores().features().give(acme(), ada.id(), on));

        for (int round = 0; round < 2; round++) {
            becomes(Optional.of(ada), told -> told.ofUser().assignments().containsKey(flag));
            Assigned other = known().assigned(globex(), Optional.of(ada.id()));
            assertThat(other.ofTenant().assignments()).isEmpty();
            assertThat(other.ofUser().assignments()).isEmpty();
            assertThat(other.roles().all()).isEmpty();
        }
    }

    private KnownFlags known() {
        return stores().knownFlags();
    }

    private Assigned assigned(Optional<User> user) {
        return known().assigned(acme(), user.map(User::id));
    }

    private void becomes(Optional<User> user, Predicate<Assigned> expected) {
        Eventually.within(STALE_FOR, () -> assigned(user), expected);
    }

    private static Flag flag() {
        String key = "f" + TestTenants.newId().toString().substring(19);
        return Flag.of(new FlagId(TestTenants.newId()), TestFlags.bool(key, Exposure.VISIBLE), T0);
    }

    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }
}
