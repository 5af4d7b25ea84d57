package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the serving role may do, and what it tries in vain. */
final class PrivilegesTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final TenantScope ACME =
            new Samples(Persistence.on(DATABASE.stores(), Duration.ofSeconds(1))).open("acme");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE journal SET action = 'nothing.happened'",
                "DELETE FROM journal",
                "TRUNCATE journal",
                "DELETE FROM erasures",
                "TRUNCATE users CASCADE",
                "DELETE FROM users",
                "UPDATE user_roles SET role_id = role_id",
                "CREATE TABLE mine (id uuid)",
                "CREATE TABLE tenancy.mine (id uuid)",
                "CREATE TABLE public.mine (id uuid)",
                "CREATE TABLE catalogue.mine (id uuid)",
                "CREATE TEMPORARY TABLE users (id uuid)",
                "CREATE SCHEMA mine",
                "CREATE FUNCTION tenancy.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE TRIGGER mine BEFORE INSERT ON users EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
                "DROP POLICY own_rows ON users",
                "DROP TABLE users",
                "SET ROLE tenancy_owner",
                "SET SESSION AUTHORIZATION tenancy_owner",
                "SET session_replication_role = replica",
                "TRUNCATE catalogue.signing_keys",
                "TRUNCATE catalogue.tenants",
                "DELETE FROM catalogue.databasechangelog",
                "SELECT * FROM catalogue.databasechangeloglock",
            })
    void isDenied(String attempt) {
        assertThatThrownBy(() -> Jdbi.create(DATABASE.app()).useTransaction(transaction -> {
                    Binding.bind(transaction, ACME.id());
                    transaction.execute(attempt);
                }))
                .isInstanceOf(JdbiException.class)
                .satisfies(failure -> assertThat(Failures.state(failure)).contains("42501"));
    }

    /** The table that says what a new table's grants must be weighed against. */
    @Test
    void isGrantedExactlyThis() {
        List<String> grants = Jdbi.create(DATABASE.superuser())
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT format('%s: %s', c.oid::regclass, string_agg(a.privilege_type, ', '
                                              ORDER BY a.privilege_type))
                                FROM pg_class c
                                CROSS JOIN LATERAL aclexplode(c.relacl) a
                                WHERE c.relnamespace IN ('tenancy'::regnamespace, 'catalogue'::regnamespace)
                                  AND a.grantee <> c.relowner
                                GROUP BY c.oid
                                ORDER BY 1
                                """).mapTo(String.class).list());

        assertThat(grants)
                .containsExactly(
                        "api_keys: DELETE, INSERT, SELECT, UPDATE",
                        "archive_parts: DELETE, INSERT, SELECT, UPDATE",
                        "archives: DELETE, INSERT, SELECT, UPDATE",
                        "authenticators: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.addresses: DELETE, INSERT, SELECT",
                        "catalogue.audit_checkpoints: INSERT, SELECT",
                        "catalogue.audit_cuts: INSERT, SELECT",
                        "catalogue.biller_accounts: INSERT, SELECT, UPDATE",
                        "catalogue.biller_events: DELETE, INSERT, SELECT",
                        "catalogue.biller_usage: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.census: INSERT, SELECT, UPDATE",
                        "catalogue.databasechangelog: SELECT",
                        "catalogue.domains: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.dunning: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.exemptions: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.flag_agreements: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.flag_versions: INSERT, SELECT",
                        "catalogue.flags: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.invoices: INSERT, SELECT, UPDATE",
                        "catalogue.invoicing: INSERT, SELECT, UPDATE",
                        "catalogue.job_queue: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.legal_holds: INSERT, SELECT, UPDATE",
                        "catalogue.logos: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.mails: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.origins: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.plan_settings: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.plans: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.platform_settings: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.rate_terms: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.rate_windows: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.request_days: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.signing_keys: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.stores: INSERT, SELECT, UPDATE",
                        "catalogue.subscriptions: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.tasks: INSERT, SELECT, UPDATE",
                        "catalogue.tenants: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.throttles: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.warm_places: DELETE, INSERT, SELECT, UPDATE",
                        "catalogue.webhook_queue: DELETE, INSERT, SELECT, UPDATE",
                        "challenges: DELETE, INSERT, SELECT, UPDATE",
                        "credentials: DELETE, INSERT, SELECT, UPDATE",
                        "erasures: SELECT",
                        "flag_overrides: DELETE, INSERT, SELECT, UPDATE",
                        "group_members: DELETE, INSERT, SELECT",
                        "group_roles: DELETE, INSERT, SELECT",
                        "groups: DELETE, INSERT, SELECT, UPDATE",
                        "jobs: DELETE, INSERT, SELECT, UPDATE",
                        "journal: INSERT, SELECT",
                        "journal_links: INSERT, SELECT",
                        "journal_queue: DELETE, INSERT, SELECT",
                        "kept_requests: DELETE, INSERT, SELECT, UPDATE",
                        "one_time_tokens: DELETE, INSERT, SELECT, UPDATE",
                        "passkey_answers: DELETE, INSERT, SELECT",
                        "passkeys: DELETE, INSERT, SELECT, UPDATE",
                        "recovery_codes: DELETE, INSERT, SELECT",
                        "role_parents: DELETE, INSERT, SELECT",
                        "role_permissions: DELETE, INSERT, SELECT",
                        "roles: DELETE, INSERT, SELECT, UPDATE",
                        "security_policies: INSERT, SELECT, UPDATE",
                        "service_account_roles: DELETE, INSERT, SELECT",
                        "service_accounts: DELETE, INSERT, SELECT, UPDATE",
                        "sessions: DELETE, INSERT, SELECT, UPDATE",
                        "settings: DELETE, INSERT, SELECT, UPDATE",
                        "usage_events: DELETE, INSERT, SELECT, UPDATE",
                        "usage_hours: INSERT, SELECT, UPDATE",
                        "usage_words: INSERT, SELECT, UPDATE",
                        "user_features: DELETE, INSERT, SELECT, UPDATE",
                        "user_grants: DELETE, INSERT, SELECT",
                        "user_roles: DELETE, INSERT, SELECT",
                        "user_settings: DELETE, INSERT, SELECT, UPDATE",
                        "users: INSERT, SELECT, UPDATE",
                        "visits: INSERT, SELECT, UPDATE",
                        "webhook_attempts: DELETE, INSERT, SELECT",
                        "webhook_deliveries: DELETE, INSERT, SELECT, UPDATE",
                        "webhook_replays: DELETE, INSERT, SELECT, UPDATE",
                        "webhooks: DELETE, INSERT, SELECT, UPDATE");
    }
}
