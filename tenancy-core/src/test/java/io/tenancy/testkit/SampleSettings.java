package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.setting.Kind;
import io.tenancy.core.setting.SettingKey;
import io.tenancy.core.setting.SettingSource;
import java.util.List;

/** The settings of an application, one of each kind, for tests. */
public final class SampleSettings {
    public static final SettingKey<String> FOOTER =
            SettingKey.of("footer", "What stands below invoices.", Kind.text(20), "");
    public static final SettingKey<String> LAYOUT = SettingKey.of(
                    "layout", "How lists look.", Kind.oneOf("wide", "narrow"), "wide")
            .personal();
    public static final SettingKey<String> PREFIX = SettingKey.of(
            "prefix", "How numbers of invoices begin.", Kind.matching(4, "[A-Z]{2,4}", "Two to four letters."), "IN");
    public static final SettingKey<Long> DAYS =
            SettingKey.of("payment_days", "Within how many days an invoice is to be paid.", Kind.whole(1, 90), 30L);
    public static final SettingKey<Boolean> DIGEST = SettingKey.of(
                    "digest", "Whether there is a mail each week.", Kind.flag(), true)
            .personal();
    public static final SettingKey<String> HELP = SettingKey.of("help_page", "Where people find help.", Kind.url(), "");
    public static final SettingKey<List<String>> LABELS =
            SettingKey.of("labels", "Which labels there are.", Kind.list(3, 10), List.of("new", "done"));
    public static final SettingKey<Secret> SMTP =
            SettingKey.secret("smtp_password", "The password for the tenant's mail server.");
    public static final SettingKey<Secret> CALENDAR = SettingKey.secret(
                    "calendar_token", "The token for a person's calendar.")
            .personal();

    /** All of them. */
    public static final SettingSource SOURCE =
            () -> List.of(FOOTER, LAYOUT, PREFIX, DAYS, DIGEST, HELP, LABELS, SMTP, CALENDAR);

    private SampleSettings() {}
}
