package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TableRule;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TableRuleTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    @ParameterizedTest
    @EnumSource
    void holds(TableRule rule) {
        assertThat(rule.offenders(DATABASE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bites(TableRule rule) {
        TestDatabase database = TestPostgres.database();
        database.plant("SET search_path = tenancy;" + rule.culprit());

        assertThat(rule.offenders(database)).anyMatch(offender -> offender.contains("culprit"));
    }

    @Test
    void looksAtEveryTenantTable() {
        assertThat(DATABASE.sharedTables())
                .containsExactlyInAnyOrder(
                        "users",
                        "roles",
                        "role_permissions",
                        "user_roles",
                        "credentials",
                        "one_time_tokens",
                        "sessions",
                        "settings",
                        "visits",
                        "security_policies",
                        "authenticators",
                        "recovery_codes",
                        "challenges",
                        "passkeys",
                        "passkey_answers",
                        "kept_requests",
                        "service_accounts",
                        "service_account_roles",
                        "api_keys",
                        "role_parents",
                        "user_grants",
                        "user_settings",
                        "groups",
                        "group_roles",
                        "group_members",
                        "flag_overrides",
                        "user_features",
                        "jobs",
                        "archives",
                        "archive_parts",
                        "webhooks",
                        "webhook_deliveries",
                        "webhook_attempts",
                        "webhook_replays",
                        "journal",
                        "journal_links",
                        "journal_queue",
                        "usage_events",
                        "usage_hours",
                        "usage_words",
                        "erasures");
    }
}
