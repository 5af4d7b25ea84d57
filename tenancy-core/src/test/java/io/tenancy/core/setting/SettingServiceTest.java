package io.tenancy.core.setting;

import static io.tenancy.core.setting.Level.DEFAULT;
import static io.tenancy.core.setting.Level.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final SettingService settings = platform.settings;
    private final Caller owner = platform.owner("acme");

    @Test
    void showsTheDefaultsUntilTheTenantSetsAValue() {
        assertThat(settings.list(owner).items())
                .extracting(Setting::key, setting -> setting.value().orElse("?"), Setting::source, Setting::setAt)
                .startsWith(
                        tuple("locale", "en", DEFAULT, Optional.empty()),
                        tuple("time_zone", "UTC", DEFAULT, Optional.empty()),
                        tuple("support_email", "", DEFAULT, Optional.empty()))
                .contains(
                        tuple("brand_color", "#3b5bdb", DEFAULT, Optional.empty()),
                        tuple("cors_origins", "", DEFAULT, Optional.empty()),
                        tuple("payment_days", 30L, DEFAULT, Optional.empty()),
                        tuple("smtp_password", "?", DEFAULT, Optional.empty()));

        Setting german = settings.put(owner, "locale", new NewValue("de-ch"));

        assertThat(german.value()).contains("de-CH");
        assertThat(german.source()).isEqualTo(TENANT);
        assertThat(german.setAt()).contains(platform.clock.instant());
        assertThat(settings.list(owner).items()).first().isEqualTo(german);
        assertThat(platform.actions(owner)).endsWith("setting.changed");
    }

    @Test
    void goesBackToTheDefault() {
        settings.put(owner, "locale", new NewValue("de"));

        assertThat(settings.reset(owner, "locale").value()).contains("en");
        assertThat(settings.reset(owner, "locale").value()).contains("en");

        assertThat(platform.actions(owner)).containsOnlyOnce("setting.reset");
    }

    @Test
    void knowsNoOtherSetting() {
        assertThatThrownBy(() -> settings.put(owner, "colour", new NewValue("red")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> settings.reset(owner, "LOCALE")).isInstanceOf(NotFound.class);
    }

    @Test
    void needsThePermissionOfEachOperation() {
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.SETTING_READ);
        Caller writer = TestTenants.caller(platform.scope(owner), Permissions.SETTING_WRITE);

        assertThatThrownBy(() -> settings.list(writer)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> settings.put(reader, "locale", new NewValue("de")))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> settings.reset(reader, "locale")).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "locale, en, en",
        "locale, DE-ch, de-CH",
        "locale, zh-hant-TW, zh-Hant-TW",
        "time_zone, Europe/Zurich, Europe/Zurich",
        "time_zone, UTC, UTC",
        "support_email, Help@Example.org, help@example.org",
        "support_email, '', ''"
    })
    void acceptsAValueInItsOneSpelling(String key, String value, String expected) {
        assertThat(settings.put(owner, key, new NewValue(value)).value()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "locale, ''",
        "locale, e",
        "locale, en_US",
        "locale, und",
        "time_zone, ''",
        "time_zone, Mars/Base",
        "time_zone, +02:00",
        "time_zone, europe/zurich",
        "support_email, nobody"
    })
    void refusesAValueThatIsNone(String key, String value) {
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> settings.put(owner, key, new NewValue(value)));

        assertThat(invalid.field()).contains("value");
        assertThat(platform.stores.settings().list(platform.scope(owner))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Caller globex = platform.owner("globex");
        settings.put(owner, "locale", new NewValue("de"));

        assertThat(settings.list(globex).items())
                .first()
                .extracting(Setting::value)
                .isEqualTo(Optional.of("en"));
    }

    @Test
    void leavesAnAuditTrailThatIsReadInPages() {
        for (int number = 0; number < 7; number++) {
            settings.put(owner, "locale", new NewValue("de"));
        }
        List<JournalEntry> read = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = platform.audit.list(owner, AuditQuery.ALL, new PageRequest(cursor, 3));
            read.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());

        Collections.reverse(read);
        assertThat(read).isEqualTo(platform.journal(owner));
        Caller writer = TestTenants.caller(platform.scope(owner), Permissions.SETTING_WRITE);
        assertThatThrownBy(() -> platform.audit.list(writer, AuditQuery.ALL, new PageRequest(Optional.empty(), 3)))
                .isInstanceOf(Denied.class);
    }
}
