package io.tenancy.core.setting;

import static io.tenancy.core.setting.Level.DEFAULT;
import static io.tenancy.core.setting.Level.PLAN;
import static io.tenancy.core.setting.Level.PLATFORM;
import static io.tenancy.core.setting.Level.TENANT;
import static io.tenancy.core.setting.Level.USER;
import static io.tenancy.core.setting.SettingKeys.TIME_ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.subscription.NewSubscription;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.SampleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class InheritanceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller owner = platform.owner("acme");
    private final Caller ada = platform.user(owner, "ada@acme.example", "MEMBER");
    private final TenantScope acme = platform.scope(owner);
    private final UserId adaId = new UserId(ada.actor().id());

    private static NewValue value(Object value) {
        return new NewValue(value);
    }

    @Test
    void takesTheNearestOfWhatPersonTenantAndPlatformHaveSet() {
        assertThat(zone()).isEqualTo("UTC");

        Setting platforms = platform.platformSettings.put(operator, "time_zone", value("Europe/Paris"));
        assertThat(platforms.source()).isEqualTo(PLATFORM);
        assertThat(zone()).isEqualTo("Europe/Paris");

        Setting tenants = platform.settings.put(owner, "time_zone", value("Europe/Zurich"));
        assertThat(tenants.source()).isEqualTo(TENANT);
        assertThat(zone()).isEqualTo("Europe/Zurich");

        Setting own = platform.ownSettings.put(ada, "time_zone", value("Asia/Tokyo"));
        assertThat(own.source()).isEqualTo(USER);
        assertThat(zone()).isEqualTo("Asia/Tokyo");
        assertThat(platform.values.of(acme, TIME_ZONE)).isEqualTo("Europe/Zurich");

        assertThat(platform.ownSettings.reset(ada, "time_zone").source()).isEqualTo(TENANT);
        assertThat(platform.settings.reset(owner, "time_zone").source()).isEqualTo(PLATFORM);
        assertThat(platform.platformSettings.reset(operator, "time_zone").source())
                .isEqualTo(DEFAULT);
        assertThat(zone()).isEqualTo("UTC");
    }

    @Test
    void takesWhatThePlanSaysBeforeThePlatform() {
        platform.platformSettings.put(operator, "payment_days", value(60));
        Plan draft = platform.plans.create(
                operator, new NewPlan("swift", "Swift", null, null, Optional.empty(), Optional.empty(), null));
        Setting planned = platform.planSettings.put(operator, draft.id(), "payment_days", value(7));
        assertThat(planned.source()).isEqualTo(PLAN);
        assertThat(platform.values.of(acme, SampleSettings.DAYS)).isEqualTo(60);

        platform.plans.publish(operator, draft.id());
        platform.subscriptions.move(operator, acme.id(), new NewSubscription("swift", Optional.empty(), null));

        assertThat(platform.values.of(acme, SampleSettings.DAYS)).isEqualTo(7);
        assertThat(platform.settings.get(owner, "payment_days").source()).isEqualTo(PLAN);
        platform.settings.put(owner, "payment_days", value(9));
        assertThat(platform.values.of(acme, SampleSettings.DAYS)).isEqualTo(9);
        assertThat(history(platform.planSettings.history(operator, draft.id(), "payment_days", first())))
                .containsExactly("7");
    }

    @Test
    void neverChangesWhatAPublishedPlanSays() {
        Plan draft = platform.plans.create(
                operator, new NewPlan("swift", "Swift", null, null, Optional.empty(), Optional.empty(), null));
        platform.plans.publish(operator, draft.id());

        assertThatThrownBy(() -> platform.planSettings.put(operator, draft.id(), "payment_days", value(7)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> platform.planSettings.put(operator, draft.id(), "smtp_password", value("x")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> platform.planSettings.list(owner, draft.id())).isInstanceOf(Denied.class);
        assertThat(platform.planSettings.list(operator, draft.id()).items())
                .extracting(Setting::key)
                .doesNotContain("smtp_password", "cors_origins");
    }

    @Test
    void letsPeopleSetWhatIsPersonalAndNothingElse() {
        assertThat(platform.ownSettings.list(ada).items())
                .extracting(Setting::key)
                .containsExactly("locale", "time_zone", "layout", "digest", "calendar_token");

        assertThatThrownBy(() -> platform.ownSettings.put(ada, "brand_color", value("#aabbcc")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.platformSettings.put(operator, "cors_origins", value("https://a.example")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.platformSettings.put(owner, "locale", value("de")))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.platformSettings.list(owner)).isInstanceOf(Denied.class);
    }

    static List<Object[]> good() {
        return List.of(
                new Object[] {SampleSettings.LAYOUT, "narrow", "narrow"},
                new Object[] {SampleSettings.PREFIX, "ACM", "ACM"},
                new Object[] {SampleSettings.DAYS, 14, 14L},
                new Object[] {SampleSettings.DIGEST, false, false},
                new Object[] {SampleSettings.HELP, "https://help.acme.example/a?b=c", "https://help.acme.example/a?b=c"
                },
                new Object[] {SampleSettings.LABELS, List.of("b", " a ", "b"), List.of("b", "a")},
                new Object[] {SampleSettings.LABELS, List.of(), List.of()});
    }

    @ParameterizedTest
    @MethodSource("good")
    void givesCodeATypedValue(SettingKey<?> key, Object json, Object expected) {
        assertThat(platform.settings.put(owner, key.key(), value(json)).value()).contains(expected);

        assertThat((Object) platform.values.of(acme, key)).isEqualTo(expected);
    }

    static List<Object[]> bad() {
        return List.of(
                new Object[] {"layout", "tall"},
                new Object[] {"prefix", "acme"},
                new Object[] {"footer", "x".repeat(21)},
                new Object[] {"footer", 5},
                new Object[] {"payment_days", 0},
                new Object[] {"payment_days", 91L},
                new Object[] {"payment_days", 1.5},
                new Object[] {"payment_days", "30"},
                new Object[] {"digest", "true"},
                new Object[] {"help_page", "http://help.example"},
                new Object[] {"help_page", "javascript:alert(1)"},
                new Object[] {"help_page", "https://user@help.example"},
                new Object[] {"labels", "new"},
                new Object[] {"labels", List.of("a", "b", "c", "d")},
                new Object[] {"labels", List.of(1)},
                new Object[] {"labels", List.of("")},
                new Object[] {"smtp_password", ""},
                new Object[] {"smtp_password", List.of("x")},
                new Object[] {"brand_color", "red"});
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatItsSchemaRefuses(String key, Object json) {
        assertThatThrownBy(() -> platform.settings.put(owner, key, value(json)))
                .isInstanceOfSatisfying(
                        Invalid.class, refused -> assertThat(refused.field()).contains("value"));
    }

    @Test
    void goesByAValueThatCodeNoLongerAccepts() {
        platform.platformSettings.put(operator, "layout", value("narrow"));
        platform.stores.transactions().run(acme, () -> {
            platform.stores.settings().put(acme, new SetValue("layout", "tall", platform.clock.instant()));
            platform.stores.settings().put(acme, new SetValue("gone", "x", platform.clock.instant()));
            return true;
        });

        assertThat(platform.values.of(acme, SampleSettings.LAYOUT)).isEqualTo("narrow");
        assertThat(platform.settings.list(owner).items())
                .extracting(Setting::key)
                .doesNotContain("gone");
    }

    @Test
    void showsASecretToNobodyAndGivesItToCode() {
        Setting shown = platform.settings.put(owner, "smtp_password", value("hunter2"));

        assertThat(shown.value()).isEmpty();
        assertThat(shown.secret()).isTrue();
        assertThat(shown.source()).isEqualTo(TENANT);
        assertThat(platform.values.secret(acme, SampleSettings.SMTP)).contains(new Secret("hunter2"));
        assertThat(platform.journal(owner).toString()).doesNotContain("hunter2");
        assertThat(platform.stores.settings().list(acme))
                .filteredOn(kept -> kept.key().equals("smtp_password"))
                .isNotEmpty();
        assertThatThrownBy(() -> platform.values.of(acme, SampleSettings.SMTP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inheritsASecretOfThePlatform() {
        platform.platformSettings.put(operator, "smtp_password", value("everybody's"));
        platform.ownSettings.put(ada, "calendar_token", value("ada's"));

        assertThat(platform.values.secret(acme, SampleSettings.SMTP)).contains(new Secret("everybody's"));
        assertThat(platform.values.secret(acme, adaId, SampleSettings.CALENDAR)).contains(new Secret("ada's"));
        assertThat(platform.values.secret(acme, SampleSettings.CALENDAR)).isEmpty();
    }

    @Test
    void doesNotOpenASecretThatWasCopiedToAnotherTenant() {
        platform.settings.put(owner, "smtp_password", value("hunter2"));
        SetValue sealed = platform.stores.settings().list(acme).get(0);
        Caller other = platform.owner("globex");
        TenantScope globex = platform.scope(other);

        platform.stores.transactions().run(globex, () -> {
            platform.stores.settings().put(globex, sealed);
            return true;
        });

        assertThatThrownBy(() -> platform.values.secret(globex, SampleSettings.SMTP))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsTheHistoryOfEachSettingInPages() {
        for (String locale : List.of("de", "fr", "it")) {
            platform.settings.put(owner, "locale", value(locale));
        }
        platform.settings.reset(owner, "locale");
        platform.settings.put(owner, "time_zone", value("Europe/Zurich"));
        platform.ownSettings.put(ada, "locale", value("es"));

        List<SettingChange> read = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<SettingChange> page = platform.settings.history(owner, "locale", new PageRequest(cursor, 3));
            read.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(read)
                .extracting(
                        SettingChange::action,
                        change -> change.before().orElse("-"),
                        change -> change.after().orElse("-"))
                .containsExactly(
                        tuple("setting.reset", "it", "-"),
                        tuple("setting.changed", "fr", "it"),
                        tuple("setting.changed", "de", "fr"),
                        tuple("setting.changed", "en", "de"));
        assertThat(read).extracting(SettingChange::actor).containsOnly(owner.actor());
        assertThat(history(platform.ownSettings.history(ada, "locale", first())))
                .containsExactly("es");
    }

    @Test
    void tellsOfASecretWhenAndByWhomItWasChanged() {
        platform.settings.put(owner, "smtp_password", value("hunter2"));
        platform.settings.put(owner, "smtp_password", value("hunter3"));

        assertThat(platform.settings.history(owner, "smtp_password", first()).items())
                .hasSize(2)
                .allSatisfy(change -> {
                    assertThat(change.actor()).isEqualTo(owner.actor());
                    assertThat(change.before()).isEmpty();
                    assertThat(change.after()).isEmpty();
                });
    }

    @Test
    void keepsTheHistoriesOfTenantsAndPeopleApart() {
        Caller globex = platform.owner("globex");
        Caller bob = platform.user(owner, "bob@acme.example", "MEMBER");
        platform.settings.put(owner, "locale", value("de"));
        platform.ownSettings.put(ada, "locale", value("fr"));
        platform.platformSettings.put(operator, "locale", value("it"));

        assertThat(history(platform.settings.history(globex, "locale", first())))
                .isEmpty();
        assertThat(history(platform.ownSettings.history(bob, "locale", first())))
                .isEmpty();
        assertThat(history(platform.platformSettings.history(operator, "locale", first())))
                .containsExactly("it");
        String cursor = platform.settings
                .history(withTwoChanges(), "locale", new PageRequest(Optional.empty(), 1))
                .next()
                .orElseThrow();
        PageRequest stolen = new PageRequest(Optional.of(cursor), 1);
        assertThatThrownBy(() -> platform.settings.history(globex, "locale", stolen))
                .isInstanceOf(Invalid.class);
        assertThat(platform.journal(operator)).extracting(JournalEntry::action).contains("platform_setting.changed");
    }

    @Test
    void refusesASettingThatIsDeclaredTwice() {
        SettingSource twice = () -> List.of(SettingKey.of("locale", "Another.", Kind.flag(), true));

        assertThatThrownBy(() -> SettingKeys.of(List.of(twice)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("locale");
        assertThatThrownBy(() -> SettingKey.of("days", "Days.", Kind.whole(1, 5), 9L))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SettingKey.of("Days", "Days.", Kind.whole(1, 5), 1L))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publishesASchemaWithTheDefault() {
        assertThat(SampleSettings.DAYS.schema())
                .containsEntry("type", "integer")
                .containsEntry("minimum", 1L)
                .containsEntry("maximum", 90L)
                .containsEntry("default", 30L);
        assertThat(SampleSettings.SMTP.schema())
                .containsEntry("writeOnly", true)
                .doesNotContainKey("default");
    }

    private Caller withTwoChanges() {
        platform.settings.put(owner, "locale", value("nl"));
        platform.settings.put(owner, "locale", value("da"));
        return owner;
    }

    private static PageRequest first() {
        return new PageRequest(Optional.empty(), 50);
    }

    private static List<String> history(Page<SettingChange> page) {
        return page.items().stream().flatMap(change -> change.after().stream()).toList();
    }

    private String zone() {
        return platform.values.of(acme, adaId, TIME_ZONE);
    }
}
