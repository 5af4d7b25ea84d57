package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.setting.SharedSettings;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SettingStore} does. */
public abstract class SettingStoreContract extends StoreContract {
    @Test
    void listsWhatWasPut() {
        SetValue locale = put(acme(), "locale", "de-CH", T0);
        SetValue zone = put(acme(), "time_zone", "Europe/Zurich", T0.plusSeconds(1));
        SetValue email = put(acme(), "support_email", "", T0);

        assertThat(settings().list(acme())).containsExactlyInAnyOrder(locale, zone, email);
    }

    @Test
    void replacesWhatWasThere() {
        put(acme(), "locale", "de", T0);
        SetValue second = put(acme(), "locale", "fr", T0.plusSeconds(1));

        assertThat(settings().list(acme())).containsExactly(second);
    }

    @Test
    void removesAValueOnce() {
        put(acme(), "locale", "de", T0);

        assertThat(remove(acme(), "locale")).isTrue();
        assertThat(remove(acme(), "locale")).isFalse();
        assertThat(settings().list(acme())).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        SetValue german = put(acme(), "locale", "de", T0);

        assertThat(settings().list(globex())).isEmpty();
        assertThat(remove(globex(), "locale")).isFalse();
        SetValue french = put(globex(), "locale", "fr", T0);

        assertThat(settings().list(acme())).containsExactly(german);
        assertThat(settings().list(globex())).containsExactly(french);
    }

    @Test
    void takesOneValueOfManyAtTheSameTime() {
        AtOnce.run(16, number -> put(acme(), "locale", "de-" + number, T0));

        assertThat(settings().list(acme())).hasSize(1);
    }

    @Test
    void keepsWhatAPersonHasSetApartFromTheTenantAndFromOthers() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        put(acme(), "locale", "de", T0);
        SetValue own = own(acme(), ada, "locale", "fr");

        assertThat(settings().list(acme(), ada.id())).containsExactly(own);
        assertThat(settings().list(acme(), bob.id())).isEmpty();
        assertThat(settings().list(globex(), ada.id())).isEmpty();
        assertThat(settings().list(acme())).extracting(SetValue::value).containsExactly("de");

        SetValue next = own(acme(), ada, "locale", "it");
        assertThat(settings().list(acme(), ada.id())).containsExactly(next);
        assertThat(commit(globex(), () -> settings().remove(globex(), ada.id(), "locale")))
                .isFalse();
        assertThat(commit(acme(), () -> settings().remove(acme(), ada.id(), "locale")))
                .isTrue();
        assertThat(settings().list(acme(), ada.id())).isEmpty();
    }

    @Test
    void forgetsWhatAPersonHasSetWithThePerson() {
        User ada = user(acme(), "ada@example.org");
        own(acme(), ada, "locale", "fr");

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), 1, T0));

        assertThat(settings().list(acme(), ada.id())).isEmpty();
    }

    @Test
    void setsNothingForSomebodyOfAnotherTenant() {
        User ada = user(acme(), "ada@example.org");
        SetValue value = new SetValue("locale", "fr", T0);

        assertThatThrownBy(() -> commit(globex(), () -> settings().put(globex(), ada.id(), value)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void keepsTextsAsLongAsASealedSecret() {
        SetValue secret = put(acme(), "smtp_password", "x".repeat(12_000), T0);

        assertThat(settings().list(acme())).containsExactly(secret);
    }

    @Test
    void keepsWhatOperatorsHaveSetForAllAndForAPlan() {
        SharedSettings shared = stores().sharedSettings();
        String key = "k" + UUID.randomUUID().toString().replace('-', '_');
        SetValue first = new SetValue(key, "1", T0);
        SetValue second = new SetValue(key, "2", T0.plusSeconds(1));

        shared.put(first);
        shared.put(second);

        assertThat(shared.list()).contains(second).doesNotContain(first);
        assertThat(shared.remove(key)).isTrue();
        assertThat(shared.remove(key)).isFalse();
        assertThat(shared.list()).doesNotContain(second);
    }

    @Test
    void keepsWhatAVersionOfAPlanSaysWithThatVersion() {
        SharedSettings shared = stores().sharedSettings();
        NewPlan wanted = new NewPlan(
                "p" + TestTenants.newId().toString().substring(0, 30),
                "Team",
                null,
                null,
                Optional.empty(),
                Optional.empty(),
                null);
        Plan plan = Plan.draft(new PlanId(TestTenants.newId()), 1, wanted, T0);
        assertThat(stores().plans().add(plan)).isTrue();
        SetValue value = new SetValue("locale", "de", T0);

        shared.put(plan.id(), new SetValue("locale", "fr", T0));
        shared.put(plan.id(), value);

        assertThat(shared.list(plan.id())).containsExactly(value);
        assertThat(shared.list(new PlanId(TestTenants.newId()))).isEmpty();
        assertThat(shared.remove(plan.id(), "time_zone")).isFalse();
        assertThat(stores().plans().delete(plan.id())).isTrue();
        assertThat(shared.list(plan.id())).isEmpty();
    }

    private SetValue own(TenantScope scope, User user, String key, String value) {
        SetValue setting = new SetValue(key, value, T0);
        commit(scope, () -> settings().put(scope, user.id(), setting));
        return setting;
    }

    private SettingStore settings() {
        return stores().settings();
    }

    private SetValue put(TenantScope scope, String key, String value, Instant at) {
        SetValue setting = new SetValue(key, value, at);
        commit(scope, () -> settings().put(scope, setting));
        return setting;
    }

    private boolean remove(TenantScope scope, String key) {
        return commit(scope, () -> settings().remove(scope, key));
    }
}
