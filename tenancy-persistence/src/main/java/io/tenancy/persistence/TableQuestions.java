package io.tenancy.persistence;

import static io.tenancy.persistence.Doctor.Depth.FULL;
import static io.tenancy.persistence.Doctor.Depth.QUICK;

import java.util.List;

/** What keeps the rows of a table apart: privileges, {@code tenant_id}, row-level security and its policy. */
final class TableQuestions {
    /** Privileges that no table needs, and the journal, which only grows. */
    private static final String NEVER = """
            SELECT t.name AS object, format('The role %s has %s on %s.', me.rolname, p.privilege, t.name) AS problem,
                   format('REVOKE %s ON %s FROM %I, PUBLIC', p.privilege, t.name, me.rolname) AS remedy
            FROM me
            JOIN tables t ON NOT me.rolsuper AND NOT pg_has_role(me.oid, t.relowner, 'USAGE')
            CROSS JOIN (VALUES ('TRUNCATE', false), ('REFERENCES', false), ('TRIGGER', false),
                               ('UPDATE', true), ('DELETE', true)) p (privilege, is_of_journal)
            WHERE (NOT p.is_of_journal OR t.relname IN ('journal', 'journal_links') AND t.of_tenants AND NOT t.theirs)
              AND (has_table_privilege(me.oid, t.oid, p.privilege)
                   OR p.privilege IN ('UPDATE', 'REFERENCES') AND has_any_column_privilege(me.oid, t.oid, p.privilege))
            """;

    /** What each table of this release needs. Of other tables, as an application's, nothing is known. */
    private static final String DESIGN = """
            , designed (of_tenants, relname, privileges) AS (VALUES
                (false, 'tenants', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'signing_keys', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'stores', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'warm_places', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'throttles', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'addresses', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (false, 'audit_checkpoints', ARRAY['SELECT', 'INSERT']),
                (false, 'audit_cuts', ARRAY['SELECT', 'INSERT']),
                (false, 'legal_holds', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'origins', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'logos', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'domains', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'mails', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'tasks', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'job_queue', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'webhook_queue', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'plans', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'subscriptions', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'invoices', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'biller_accounts', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'biller_usage', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'biller_events', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (false, 'invoicing', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'dunning', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'exemptions', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'platform_settings', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'plan_settings', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'flags', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'flag_versions', ARRAY['SELECT', 'INSERT']),
                (false, 'flag_agreements', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'rate_terms', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'rate_windows', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'census', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (false, 'request_days', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (false, 'databasechangelog', ARRAY['SELECT']),
                (true, 'users', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (true, 'roles', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'credentials', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'one_time_tokens', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'sessions', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'settings', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'user_settings', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'role_permissions', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'user_roles', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'security_policies', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (true, 'authenticators', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'recovery_codes', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'kept_requests', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'jobs', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'webhooks', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'webhook_deliveries', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'webhook_attempts', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'webhook_replays', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'usage_events', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'usage_hours', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (true, 'usage_words', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (true, 'journal_links', ARRAY['SELECT', 'INSERT']),
                (true, 'journal_queue', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'challenges', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'service_accounts', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'service_account_roles', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'api_keys', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'passkeys', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'passkey_answers', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'role_parents', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'user_grants', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'groups', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'group_roles', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'group_members', ARRAY['SELECT', 'INSERT', 'DELETE']),
                (true, 'flag_overrides', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'user_features', ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
                (true, 'visits', ARRAY['SELECT', 'INSERT', 'UPDATE']),
                (true, 'journal', ARRAY['SELECT', 'INSERT']),
                (true, 'erasures', ARRAY['SELECT'])
            )
            """;

    private static final String EXCESS = DESIGN + """
            SELECT t.name AS object, format('The role %s has %s on %s.', me.rolname, p.privilege, t.name) AS problem,
                   format('REVOKE %s ON %s FROM %I, PUBLIC', p.privilege, t.name, me.rolname) AS remedy
            FROM me
            JOIN tables t ON NOT me.rolsuper AND NOT pg_has_role(me.oid, t.relowner, 'USAGE') AND t.relname <> 'journal'
            LEFT JOIN designed d ON d.of_tenants = t.of_tenants AND d.relname = t.relname AND NOT t.theirs
            CROSS JOIN (VALUES ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
            WHERE (t.is_bookkeeping OR p.privilege <> ALL (d.privileges))
              AND (has_table_privilege(me.oid, t.oid, p.privilege)
                   OR p.privilege <> 'DELETE' AND has_any_column_privilege(me.oid, t.oid, p.privilege))
            """;

    private static final String MISSING = DESIGN + """
            SELECT t.name AS object, format('The role %s lacks %s on %s.', me.rolname, p.privilege, t.name) AS problem,
                   format('GRANT %s ON %s TO %I', p.privilege, t.name, me.rolname) AS remedy
            FROM me
            CROSS JOIN tables t
            JOIN designed d ON d.of_tenants = t.of_tenants AND d.relname = t.relname AND NOT t.theirs
                           AND (NOT t.is_bookkeeping OR t.nspname = 'catalogue')
            CROSS JOIN LATERAL unnest(d.privileges) p (privilege)
            WHERE NOT has_table_privilege(me.oid, t.oid, p.privilege)
            UNION ALL
            SELECT s.nspname, format('The role %s lacks USAGE on the schema %s.', me.rolname, s.nspname),
                   format('GRANT USAGE ON SCHEMA %I TO %I', s.nspname, me.rolname)
            FROM me
            JOIN schemas s ON NOT s.theirs AND NOT has_schema_privilege(me.oid, s.oid, 'USAGE')
            UNION ALL
            SELECT current_database(), format('The role %s lacks CONNECT on the database.', me.rolname),
                   format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), me.rolname)
            FROM me
            WHERE NOT has_database_privilege(me.oid, current_database(), 'CONNECT')
            """;

    private static final String OTHERS = """
            SELECT t.name AS object,
                   format('%s has %s on %s.', coalesce('The role ' || g.rolname, 'Everybody'),
                          string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type), t.name) AS problem,
                   format('REVOKE ALL ON %s FROM %s', t.name, coalesce(quote_ident(g.rolname), 'PUBLIC')) AS remedy
            FROM me
            CROSS JOIN tables t
            CROSS JOIN LATERAL aclexplode(t.relacl) a
            LEFT JOIN pg_roles g ON g.oid = a.grantee
            WHERE a.grantee NOT IN (me.oid, t.relowner)
            GROUP BY t.name, g.rolname
            """;

    private static final String UNSURE = """
            SELECT t.name AS object,
                   format('The table %s has %s.', t.name,
                          CASE WHEN t.tenant IS NULL THEN 'no tenant_id' ELSE 'a tenant_id that may be missing' END)
                   AS problem,
                   CASE WHEN t.tenant IS NULL THEN format('ALTER TABLE %s ADD COLUMN tenant_id uuid NOT NULL', t.name)
                        ELSE format('ALTER TABLE %s ALTER COLUMN tenant_id SET NOT NULL', t.name) END AS remedy
            FROM tables t
            WHERE t.of_tenants AND NOT t.is_bookkeeping AND (t.tenant IS NULL AND NOT t.theirs OR NOT t.attnotnull)
            """;

    private static final String UNSCOPED = """
            SELECT t.name AS object, format('The table %s has no tenant_id.', t.name) AS problem,
                   format('ALTER TABLE %s ADD COLUMN tenant_id uuid NOT NULL', t.name) AS remedy
            FROM tables t
            WHERE t.theirs AND NOT t.is_bookkeeping AND t.tenant IS NULL
            """;

    private static final String SECURITY_OFF = """
            SELECT t.name AS object, format('The table %s has no row-level security.', t.name) AS problem,
                   format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t.name) AS remedy
            FROM tables t
            WHERE t.is_scoped AND NOT t.relrowsecurity
            """;

    private static final String NOT_FORCED = """
            SELECT t.name AS object,
                   format('The table %s does not force row-level security on its owner.', t.name) AS problem,
                   format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t.name) AS remedy
            FROM tables t
            WHERE t.is_scoped AND NOT t.relforcerowsecurity
            """;

    /** As it is written, and as PostgreSQL writes it. */
    private static final String CONDITION = """
            , expected (written, kept) AS (VALUES (
                'tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid',
                '(tenant_id = (NULLIF(current_setting(''tenancy.tenant_id''::text, true), ''''::text))::uuid)'
            ))
            """;

    private static final String NO_POLICY = CONDITION + """
            SELECT t.name AS object, format('The table %s has no policy.', t.name) AS problem,
                   format('CREATE POLICY own_rows ON %s USING (%s) WITH CHECK (%s)', t.name, e.written, e.written) AS remedy
            FROM tables t
            CROSS JOIN expected e
            WHERE t.is_scoped AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid)
            """;

    private static final String OTHER_POLICY = CONDITION + """
            , policies AS (
                SELECT t.name, p.polname,
                       p.polpermissive AND (p.polcmd, p.polroles) = ('*'::"char", ARRAY[0::oid])
                       AND coalesce((pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
                                    = (e.kept, e.kept), false) AS is_right
                FROM tables t
                CROSS JOIN expected e
                JOIN pg_policy p ON p.polrelid = t.oid
                WHERE t.is_scoped
            ), judged AS (
                SELECT p.*, bool_or(p.is_right) OVER (PARTITION BY p.name) AS has_right,
                       row_number() OVER (PARTITION BY p.name, p.is_right ORDER BY p.polname <> 'own_rows', p.polname)
                       AS place
                FROM policies p
            )
            SELECT p.name AS object,
                   format('The table %s has a policy that is not the one that keeps tenants apart: %s.', p.name, p.polname)
                   AS problem,
                   format('DROP POLICY %I ON %s', p.polname, p.name)
                   || CASE WHEN p.has_right OR p.place > 1 THEN ''
                           ELSE format('; CREATE POLICY own_rows ON %s USING (%s) WITH CHECK (%s)', p.name, e.written,
                                       e.written) END AS remedy
            FROM judged p
            CROSS JOIN expected e
            WHERE NOT p.is_right
            """;

    static final List<Question> ALL = List.of(
            new Question(Check.GRANT_EXCESS, QUICK, NEVER),
            new Question(Check.GRANT_EXCESS, FULL, EXCESS),
            new Question(Check.GRANT_MISSING, FULL, MISSING),
            new Question(Check.GRANT_OTHERS, FULL, OTHERS),
            new Question(Check.TENANT_ID_MISSING, QUICK, UNSURE),
            new Question(Check.TABLE_UNSCOPED, FULL, UNSCOPED),
            new Question(Check.RLS_OFF, QUICK, SECURITY_OFF),
            new Question(Check.RLS_NOT_FORCED, QUICK, NOT_FORCED),
            new Question(Check.POLICY_MISSING, QUICK, NO_POLICY),
            new Question(Check.POLICY_OTHER, QUICK, OTHER_POLICY));

    private TableQuestions() {}
}
