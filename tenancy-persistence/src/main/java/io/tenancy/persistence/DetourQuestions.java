package io.tenancy.persistence;

import static io.tenancy.persistence.Doctor.Depth.QUICK;

import java.util.List;

/** Views and functions, which reach rows with the rights of somebody else. */
final class DetourQuestions {
    /** Those beside the tables of tenants, and those elsewhere that read from one of them. */
    private static final String DETOURS = """
            , readers AS (
                SELECT w.ev_class AS oid
                FROM pg_rewrite w
                JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
                                AND d.refclassid = 'pg_class'::regclass
                WHERE d.refobjid IN (SELECT oid FROM tables)
            ), detours AS (
                SELECT c.relkind, format('%I.%I', n.nspname, c.relname) AS name,
                       coalesce((SELECT bool_or(o.option_value::boolean)
                                 FROM pg_options_to_table(c.reloptions) o
                                 WHERE o.option_name = 'security_invoker'), false) AS asks_as_invoker
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN schemas s ON s.oid = c.relnamespace
                WHERE c.relkind IN ('v', 'm', 'f') AND (s.oid IS NOT NULL OR c.oid IN (SELECT oid FROM readers))
            )
            """;

    private static final String VIEW = """
            SELECT d.name AS object, format('The view %s asks with the rights of its owner.', d.name) AS problem,
                   format('ALTER VIEW %s SET (security_invoker = true)', d.name) AS remedy
            FROM detours d
            WHERE d.relkind = 'v' AND NOT d.asks_as_invoker
            """;

    private static final String COPY = """
            SELECT d.name AS object,
                   format('The %s %s is under no policy.', k.kind, d.name) AS problem,
                   format('DROP %s %s', upper(k.kind), d.name) AS remedy
            FROM detours d
            JOIN (VALUES ('m'::"char", 'materialized view'), ('f'::"char", 'foreign table')) k (relkind, kind)
                ON k.relkind = d.relkind
            """;

    private static final String FUNCTIONS = """
            SELECT f.name AS object, format('The function %s runs with the rights of its owner.', f.name) AS problem,
                   format('ALTER ROUTINE %s SECURITY INVOKER', f.name) AS remedy
            FROM me
            CROSS JOIN LATERAL (
                SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
                FROM pg_proc p
                JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                WHERE p.prosecdef AND has_function_privilege(me.oid, p.oid, 'EXECUTE')
            ) f
            """;

    static final List<Question> ALL = List.of(
            new Question(Check.VIEW_SECURITY_INVOKER, QUICK, DETOURS + VIEW),
            new Question(Check.VIEW_COPY, QUICK, DETOURS + COPY),
            new Question(Check.FUNCTION_SECURITY_DEFINER, QUICK, FUNCTIONS));

    private DetourQuestions() {}
}
