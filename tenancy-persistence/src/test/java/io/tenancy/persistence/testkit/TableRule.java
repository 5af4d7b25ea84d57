package io.tenancy.persistence.testkit;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * A rule that every tenant table keeps, an application's too: a query for what breaks it, and a culprit that proves that it
 * bites.
 */
public enum TableRule {
    TENANT_ID_IS_THE_FIRST_COLUMN("""
            SELECT format('%s', c.oid::regclass)
            FROM tables c
            WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a
                              WHERE a.attrelid = c.oid AND a.attnum = 1 AND a.attname = 'tenant_id'
                                AND a.atttypid = 'uuid'::regtype AND a.attnotnull)
            """, "CREATE TABLE culprit (id uuid NOT NULL, tenant_id uuid NOT NULL)"),

    A_TABLE_HAS_A_PRIMARY_KEY("""
            SELECT format('%s', c.oid::regclass)
            FROM tables c
            WHERE NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
            """, "CREATE TABLE culprit (tenant_id uuid NOT NULL)"),

    EVERY_KEY_AND_INDEX_BEGINS_WITH_TENANT_ID("""
            SELECT format('%s', i.indexrelid::regclass)
            FROM tables c
            JOIN pg_index i ON i.indrelid = c.oid
            WHERE i.indkey[0] <> (SELECT a.attnum FROM pg_attribute a
                                  WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
            """, "CREATE UNIQUE INDEX culprit ON users (email)"),

    ROW_LEVEL_SECURITY_IS_FORCED(
            """
            SELECT format('%s', c.oid::regclass)
            FROM tables c
            WHERE NOT c.relrowsecurity OR NOT c.relforcerowsecurity
            """, "CREATE TABLE culprit (tenant_id uuid NOT NULL); ALTER TABLE culprit ENABLE ROW LEVEL SECURITY"),

    THE_ONE_POLICY_IS_THE_ONE_OF_THE_DESIGN(
            """
            SELECT format('%s', c.oid::regclass)
            FROM tables c
            LEFT JOIN pg_policies p ON p.schemaname = 'tenancy' AND p.tablename = c.relname
            GROUP BY c.oid
            HAVING count(p.policyname) <> 1
                OR NOT bool_and(p.permissive = 'PERMISSIVE' AND p.cmd = 'ALL' AND p.roles = '{public}'
                    AND p.qual = '(tenant_id = (NULLIF(current_setting(''tenancy.tenant_id''::text, true), ''''::text))::uuid)'
                    AND p.with_check = p.qual)
            """,
            "CREATE TABLE culprit (tenant_id uuid NOT NULL);"
                    + "CREATE POLICY own_rows ON culprit USING (tenant_id::text = current_setting('tenancy.tenant_id'))"),

    A_REFERENCE_BETWEEN_TENANT_TABLES_NAMES_THE_TENANT_ON_BOTH_SIDES(
            """
            SELECT k.conname
            FROM tables c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
            WHERE k.confrelid IN (SELECT oid FROM tables)
              AND ((SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1])
                   IS DISTINCT FROM 'tenant_id'
                OR (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1])
                   IS DISTINCT FROM 'tenant_id')
            """,
            "CREATE UNIQUE INDEX by_id ON users (id);"
                    + "ALTER TABLE sessions ADD CONSTRAINT culprit FOREIGN KEY (user_id) REFERENCES users (id)"
                    + " ON DELETE CASCADE"),

    A_REFERENCE_STAYS_AMONG_TENANT_TABLES(
            """
            SELECT k.conname
            FROM tables c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
            WHERE k.confrelid NOT IN (SELECT oid FROM tables)
            """, "ALTER TABLE users ADD CONSTRAINT culprit FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id)"),

    A_REFERENCE_CASCADES_OR_RESTRICTS(
            """
            SELECT k.conname
            FROM tables c
            JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
            WHERE k.confdeltype NOT IN ('c', 'r') OR k.confupdtype NOT IN ('a', 'r')
            """,
            "ALTER TABLE user_roles ADD CONSTRAINT culprit FOREIGN KEY (tenant_id, role_id)"
                    + " REFERENCES roles (tenant_id, id) ON DELETE SET NULL"),

    A_NAME_HAS_AT_MOST_45_CHARACTERS(
            """
            SELECT k.conname
            FROM tables c
            JOIN pg_constraint k ON k.conrelid = c.oid
            WHERE length(k.conname) > 45
            UNION ALL
            SELECT i.indexrelid::regclass::text
            FROM tables c
            JOIN pg_index i ON i.indrelid = c.oid
            WHERE length(i.indexrelid::regclass::text) > 45
            """, "ALTER TABLE users ADD CONSTRAINT culprit_with_a_name_that_is_longer_than_what_fits CHECK (true)"),

    NOTHING_IS_MADE_BY_THE_DATABASE("""
            SELECT format('%s.%s', c.oid::regclass, a.attname)
            FROM tables c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND (a.atthasdef OR a.attidentity <> '')
            WHERE (c.relname, a.attname) <> ('journal_queue', 'place') -- the order of writing, of all nodes
            """, "ALTER TABLE users ADD COLUMN culprit uuid DEFAULT gen_random_uuid()"),

    THE_SERVING_ROLE_MAY_NEITHER_TRUNCATE_NOR_REFER_NOR_TRIGGER(
            """
            SELECT format('%s %s', c.oid::regclass, p.privilege)
            FROM tables c
            CROSS JOIN (VALUES ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p (privilege)
            WHERE has_table_privilege('tenancy_app', c.oid, p.privilege)
            """, "CREATE TABLE culprit (tenant_id uuid NOT NULL); GRANT ALL ON culprit TO tenancy_app"),

    NOBODY_ELSE_HAS_ANY_PRIVILEGE(
            """
            SELECT format('%s %s', c.oid::regclass, a.privilege_type)
            FROM tables c
            CROSS JOIN LATERAL aclexplode(c.relacl) a
            WHERE a.grantee NOT IN ('tenancy_owner'::regrole, 'tenancy_app'::regrole)
            """, "CREATE TABLE culprit (tenant_id uuid NOT NULL); GRANT SELECT ON culprit TO PUBLIC"),

    NO_VIEW_AND_NO_FUNCTION_LOOKS_ROUND_THE_POLICY("""
            SELECT c.relname
            FROM pg_class c
            WHERE c.relnamespace IN ('tenancy'::regnamespace, 'catalogue'::regnamespace)
              AND c.relkind IN ('v', 'm', 'f')
            UNION ALL
            SELECT f.proname
            FROM pg_proc f
            WHERE f.prosecdef AND f.pronamespace IN ('tenancy'::regnamespace, 'catalogue'::regnamespace)
            """, "CREATE VIEW culprit AS SELECT id FROM users");

    /** The tables of tenants, for the queries. */
    private static final String TABLES = """
            WITH tables AS (
                SELECT c.*
                FROM pg_class c
                WHERE c.relnamespace = 'tenancy'::regnamespace AND c.relkind IN ('r', 'p')
            )
            """;

    private final String offenders;
    private final String culprit;

    TableRule(String offenders, String culprit) {
        this.offenders = offenders;
        this.culprit = culprit;
    }

    /** The names of what breaks the rule among the shared tables of a database, whose DDL is that of every placement. */
    public List<String> offenders(TestDatabase database) {
        Jdbi jdbi = Jdbi.create(database.superuser());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi.withHandle(handle -> {
            handle.execute("SET search_path = tenancy");
            return handle.createQuery(TABLES + offenders).mapTo(String.class).list();
        });
    }

    /** SQL that breaks the rule by something whose name has "culprit" in it. */
    public String culprit() {
        return culprit;
    }
}
