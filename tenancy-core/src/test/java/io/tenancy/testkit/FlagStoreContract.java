package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Condition.Unit;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.FlagVersion;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.core.flag.Rule;
import io.tenancy.core.flag.Variant;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FlagStore} does. */
public abstract class FlagStoreContract extends StoreContract {
    private static final UUID BY = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Test
    void keepsAFlagWithAllThatItHas() {
        Flag flag = Flag.of(
                new FlagId(TestTenants.newId()),
                new NewFlag(
                        key(),
                        Flag.Type.OBJECT,
                        "Ünïcode \"quoted\"",
                        Optional.of(Exposure.CHANGEABLE),
                        List.of(
                                new Variant("a", Map.of("list", List.of(1, 2.5, "x", true, Map.of()), "n", "\n\\")),
                                new Variant("b", Map.of())),
                        Optional.of("b"),
                        Optional.of("a"),
                        List.of(
                                new Rule(
                                        "one",
                                        List.of(
                                                TestFlags.is(About.PLAN, "team"),
                                                TestFlags.attribute("age", Operator.AT_LEAST, 18),
                                                TestFlags.attribute("beta", Operator.PRESENT)),
                                        "a"),
                                new Rule("two", List.of(TestFlags.share("12.345", Unit.TENANT)), "b"))),
                T0);

        assertThat(flags().add(flag, BY)).isTrue();

        assertThat(flags().find(flag.key())).contains(flag);
        assertThat(flags().all()).contains(flag);
    }

    @Test
    void refusesAKeyThatIsTaken() {
        Flag flag = add(key());

        assertThat(flags().add(flag(flag.key()), BY)).isFalse();
        assertThat(flags().find(flag.key())).contains(flag);
    }

    @Test
    void keepsWhatAFlagWas() {
        Flag first = add(key());
        Flag second = first.killed(true, T0.plusSeconds(1));

        assertThat(flags().update(second, BY)).isTrue();
        assertThat(flags().update(second, BY)).isFalse();

        assertThat(flags().find(first.key())).contains(second);
        assertThat(flags().history(first.id(), Long.MAX_VALUE, 10))
                .containsExactly(new FlagVersion(second, BY), new FlagVersion(first, BY));
        assertThat(flags().history(first.id(), 2, 10)).containsExactly(new FlagVersion(first, BY));
        assertThat(flags().history(first.id(), Long.MAX_VALUE, 1)).hasSize(1);
    }

    @Test
    void listsFlagsInTheOrderOfTheirKeys() {
        String start = key();
        Flag b = add(start + "b");
        Flag a = add(start + "a");

        assertThat(flags().all()).filteredOn(one -> one.key().startsWith(start)).containsExactly(a, b);
    }

    @Test
    void forgetsADeletedFlagAndWhatWasAgreedAboutIt() {
        TenantId acme = tenant("acme");
        Flag flag = add(key());
        flags().agree(acme, new Assignment(flag.id(), "on", Optional.empty(), "Pilot", T0));

        assertThat(flags().delete(flag.id())).isTrue();
        assertThat(flags().delete(flag.id())).isFalse();

        assertThat(flags().find(flag.key())).isEmpty();
        assertThat(flags().history(flag.id(), Long.MAX_VALUE, 10)).isEmpty();
        assertThat(flags().agreed(acme)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        TenantId acme = tenant("acme");
        TenantId globex = tenant("globex");
        Flag flag = add(key());
        Assignment first = new Assignment(flag.id(), "on", Optional.empty(), "Pilot", T0);
        Assignment second = new Assignment(flag.id(), "off", Optional.of(T0.plusSeconds(9)), "Over", T0);

        flags().agree(acme, first);
        flags().agree(acme, second);

        assertThat(flags().agreed(acme)).containsExactly(second);
        assertThat(flags().agreed(globex)).isEmpty();
        assertThat(flags().withdraw(globex, flag.id())).isFalse();
        assertThat(flags().withdraw(acme, flag.id())).isTrue();
        assertThat(flags().agreed(acme)).isEmpty();
    }

    private Flag add(String key) {
        Flag flag = flag(key);
        assertThat(flags().add(flag, BY)).isTrue();
        return flag;
    }

    private static Flag flag(String key) {
        return Flag.of(new FlagId(TestTenants.newId()), TestFlags.bool(key, Exposure.VISIBLE), T0);
    }

    private static String key() {
        return "f" + TestTenants.newId().toString().substring(19);
    }

    private TenantId tenant(String start) {
        String slug = start + "-" + TestTenants.newId().toString().substring(24);
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        assertThat(stores().tenants().add(tenant)).isTrue();
        return tenant.id();
    }

    private FlagStore flags() {
        return stores().flags();
    }
}
