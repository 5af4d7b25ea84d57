package io.tenancy.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Looks, as the role that serves requests, for whatever would let it past the isolation of tenants. */
final class Dangers {
    private static final String POWERS = """
            SELECT format('The role %s %s%s.', current_user,
                          CASE WHEN r.rolname <> current_user THEN format('may become %s, which ', r.rolname) END,
                          power.description)
            FROM pg_roles r
            CROSS JOIN LATERAL (VALUES (r.rolsuper, 'is a superuser'),
                                       (r.rolbypassrls, 'bypasses row-level security'),
                                       (r.rolcreaterole, 'may create roles'),
                                       (r.rolreplication, 'may replicate all data'),
                                       (r.rolname IN ('pg_read_server_files', 'pg_write_server_files',
                                                      'pg_execute_server_program'),
                                        'reaches the files of the server')) power (held, description)
            WHERE power.held AND pg_has_role(r.oid, 'MEMBER')
            ORDER BY 1
            """;

    /**
     * The schemas of the tables that are looked at. Of those that tenants have of their own a hundred are taken at random
     * each time: all are made by the same script, and the question must not grow with them.
     */
    private static final String PLACES = """
            WITH own AS MATERIALIZED (
                SELECT n.oid
                FROM pg_namespace n
                WHERE n.nspname ~ '^t_[a-z2-7]{26}$'
                ORDER BY random()
                LIMIT 100
            ), tenant_schemas AS MATERIALIZED (
                SELECT to_regnamespace('tenancy')::oid AS oid
                UNION ALL
                SELECT oid FROM own
            ), schemas AS MATERIALIZED (
                SELECT to_regnamespace('catalogue')::oid AS oid
                UNION ALL
                SELECT oid FROM tenant_schemas
            )
            """;

    private static final String OWNERSHIP = PLACES + """
            SELECT format('The role %s owns %s, or may become its owner.', current_user, c.oid::regclass)
            FROM pg_class c
            WHERE c.relnamespace IN (SELECT oid FROM schemas)
              AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER')
            ORDER BY 1
            """;

    private static final String PRIVILEGES = PLACES + """
            SELECT format('The role %s has %s on %s.', current_user, p.privilege, c.oid::regclass)
            FROM pg_class c
            CROSS JOIN (VALUES ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) p (privilege)
            WHERE c.relnamespace IN (SELECT oid FROM schemas)
              AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, p.privilege)
            UNION ALL
            SELECT format('The role %s has %s on %s, which only grows.', current_user, p.privilege, c.oid::regclass)
            FROM pg_class c
            CROSS JOIN (VALUES ('UPDATE'), ('DELETE')) p (privilege)
            WHERE c.relnamespace IN (SELECT oid FROM tenant_schemas) AND c.relname = 'journal'
              AND (has_table_privilege(c.oid, p.privilege)
                   OR p.privilege = 'UPDATE' AND has_any_column_privilege(c.oid, 'UPDATE'))
            ORDER BY 1
            """;

    private static final String DEFINITIONS = """
            SELECT format('The role %s may create objects in the schema %s.', current_user, n.nspname)
            FROM pg_namespace n
            WHERE n.nspname !~ '^pg_temp_|^pg_toast' AND has_schema_privilege(n.oid, 'CREATE')
            UNION ALL
            SELECT format('The role %s may create %s in the database.', current_user, p.objects)
            FROM (VALUES ('CREATE', 'schemas'), ('TEMPORARY', 'temporary tables')) p (privilege, objects)
            WHERE has_database_privilege(current_database(), p.privilege)
            ORDER BY 1
            """;

    private static final String FENCES = PLACES + """
            SELECT format('The table %s %s.', c.oid::regclass, gap.description)
            FROM pg_class c
            CROSS JOIN (SELECT '(tenant_id = (NULLIF(current_setting(''tenancy.tenant_id''::text, true), ''''::text))::uuid)'
                               AS condition) expected
            CROSS JOIN LATERAL (VALUES
                (NOT EXISTS (SELECT 1 FROM pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnum > 0 AND a.attnotnull),
                 'has no tenant_id'),
                (NOT c.relrowsecurity, 'has no row-level security'),
                (NOT c.relforcerowsecurity, 'does not force row-level security on its owner'),
                (NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid), 'has no policy'),
                (EXISTS (SELECT 1 FROM pg_policy p
                         WHERE p.polrelid = c.oid
                           AND (p.polcmd, p.polroles, pg_get_expr(p.polqual, p.polrelid),
                                pg_get_expr(p.polwithcheck, p.polrelid))
                               IS DISTINCT FROM ('*'::"char", ARRAY[0::oid], expected.condition, expected.condition)),
                 'has a policy that is not the one that keeps tenants apart')) gap (is_open, description)
            WHERE c.relnamespace IN (SELECT oid FROM tenant_schemas) AND c.relkind IN ('r', 'p') AND gap.is_open
              AND NOT (c.relname IN ('databasechangelog', 'databasechangeloglock')
                       AND NOT has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE'))
            ORDER BY 1
            """;

    private static final String DETOURS = PLACES + """
            SELECT format('The view or foreign table %s stands among the tables of tenants.', c.oid::regclass)
            FROM pg_class c
            WHERE c.relnamespace IN (SELECT oid FROM schemas)
              AND c.relkind IN ('v', 'm', 'f')
            UNION ALL
            SELECT format('The function %s runs with the rights of its owner.', f.oid::regprocedure)
            FROM pg_proc f
            WHERE f.prosecdef AND has_function_privilege(f.oid, 'EXECUTE')
              AND f.pronamespace <> ALL (ARRAY['pg_catalog', 'information_schema']::regnamespace[])
            ORDER BY 1
            """;

    private static final String SETTINGS = """
            SELECT format('The search path of connections is %s; it has to be tenancy alone. Connections that are older '
                          || 'than the migration have to be closed.', current_setting('search_path'))
            WHERE current_setting('search_path') <> 'tenancy'
            UNION ALL
            SELECT 'Connections are bound to a tenant from their start.'
            WHERE current_setting('tenancy.tenant_id', true) <> ''
            """;

    private static final List<String> QUESTIONS =
            List.of(POWERS, OWNERSHIP, PRIVILEGES, DEFINITIONS, FENCES, DETOURS, SETTINGS);

    private final Jdbi jdbi;
    private final BooleanSupplier isCurrent;

    /**
     * @param isCurrent whether the tables are those of this release
     */
    Dangers(DataSource app, BooleanSupplier isCurrent) {
        this.isCurrent = isCurrent;
        this.jdbi = Jdbi.create(app);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    List<String> list() {
        List<String> dangers = new ArrayList<>();
        try (Handle handle = jdbi.open()) {
            QUESTIONS.forEach(question -> dangers.addAll(
                    handle.createQuery(question).mapTo(String.class).list()));
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
        if (!isCurrent.getAsBoolean()) {
            dangers.add("The database lacks changes of this release; it has to be migrated.");
        }
        return List.copyOf(dangers);
    }
}
