package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SettingStore} does. */
public abstract class SettingStoreContract extends StoreContract {
    @Test
    void listsWhatWasPut() {
        Setting locale = put(acme(), "locale", "de-CH", T0);
        Setting zone = put(acme(), "time_zone", "Europe/Zurich", T0.plusSeconds(1));
        Setting email = put(acme(), "support_email", "", T0);

        assertThat(settings().list(acme())).containsExactlyInAnyOrder(locale, zone, email);
    }

    @Test
    void replacesWhatWasThere() {
        put(acme(), "locale", "de", T0);
        Setting second = put(acme(), "locale", "fr", T0.plusSeconds(1));

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
        Setting german = put(acme(), "locale", "de", T0);

        assertThat(settings().list(globex())).isEmpty();
        assertThat(remove(globex(), "locale")).isFalse();
        Setting french = put(globex(), "locale", "fr", T0);

        assertThat(settings().list(acme())).containsExactly(german);
        assertThat(settings().list(globex())).containsExactly(french);
    }

    @Test
    void takesOneValueOfManyAtTheSameTime() {
        AtOnce.run(16, number -> put(acme(), "locale", "de-" + number, T0));

        assertThat(settings().list(acme())).hasSize(1);
    }

    private SettingStore settings() {
        return stores().settings();
    }

    private Setting put(TenantScope scope, String key, String value, Instant at) {
        Setting setting = new Setting(key, value, Optional.of(at));
        commit(scope, () -> settings().put(scope, setting));
        return setting;
    }

    private boolean remove(TenantScope scope, String key) {
        return commit(scope, () -> settings().remove(scope, key));
    }
}
