package io.tenancy.persistence;

import static io.tenancy.persistence.Doctor.Depth.FULL;
import static io.tenancy.persistence.Doctor.Depth.QUICK;

import java.util.List;

/** What the serving role and others may do. */
final class RoleQuestions {
    /** Of a superuser only that is told: everything else follows from it. */
    private static final String POWERS = """
            , powers AS (
                SELECT r.rolname AS object,
                       format('The role %s %s%s.', me.rolname,
                              CASE WHEN r.oid <> me.oid THEN format('may become %s, which ', r.rolname) END,
                              power.description) AS problem,
                       CASE WHEN r.oid = me.oid THEN format('ALTER ROLE %I %s', me.rolname, power.opposite)
                            ELSE (SELECT string_agg(format('REVOKE %I FROM %I', g.rolname, me.rolname), '; ')
                                  FROM pg_auth_members m
                                  JOIN pg_roles g ON g.oid = m.roleid
                                  WHERE m.member = me.oid AND pg_has_role(g.oid, r.oid, 'MEMBER')) END AS remedy,
                       power.bypasses
                FROM me
                JOIN pg_roles r ON r.oid = me.oid OR NOT me.rolsuper AND pg_has_role(me.oid, r.oid, 'MEMBER')
                CROSS JOIN LATERAL (VALUES
                    (r.rolsuper, 'is a superuser', 'NOSUPERUSER', true),
                    (r.rolbypassrls, 'bypasses row-level security', 'NOBYPASSRLS', true),
                    (r.rolcreaterole, 'may create roles', 'NOCREATEROLE', false),
                    (r.rolreplication, 'may replicate all data', 'NOREPLICATION', false),
                    (r.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'),
                     'reaches the files of the server', '', false)) power (held, description, opposite, bypasses)
                WHERE power.held
            )
            """;

    private static final String BYPASS = POWERS + """
            SELECT object, problem, remedy FROM powers WHERE bypasses
            """;

    private static final String POWER = POWERS + """
            SELECT object, problem, remedy FROM powers WHERE NOT bypasses
            """;

    private static final String OWNERSHIP = """
            SELECT t.name AS object,
                   format('The role %s owns %s, or may become its owner.', me.rolname, t.name) AS problem,
                   CASE WHEN t.relowner = me.oid
                        THEN format('ALTER TABLE %s OWNER TO %I', t.name, pg_get_userbyid(d.datdba))
                        ELSE (SELECT string_agg(format('REVOKE %I FROM %I', g.rolname, me.rolname), '; ')
                              FROM pg_auth_members m
                              JOIN pg_roles g ON g.oid = m.roleid
                              WHERE m.member = me.oid AND pg_has_role(g.oid, t.relowner, 'MEMBER')) END AS remedy
            FROM me
            JOIN tables t ON NOT me.rolsuper AND pg_has_role(me.oid, t.relowner, 'MEMBER')
            JOIN pg_database d ON d.datname = current_database()
            """;

    private static final String CREATION = """
            SELECT n.nspname::text AS object,
                   format('The role %s may create objects in the schema %s.', me.rolname, n.nspname) AS problem,
                   format('REVOKE CREATE ON SCHEMA %I FROM %I, PUBLIC', n.nspname, me.rolname) AS remedy
            FROM me
            JOIN pg_namespace n ON n.nspname !~ '^pg_temp_|^pg_toast'
            WHERE NOT me.rolsuper AND has_schema_privilege(me.oid, n.oid, 'CREATE')
            UNION ALL
            SELECT current_database(), format('The role %s may create %s in the database.', me.rolname, p.objects),
                   format('REVOKE %s ON DATABASE %I FROM %I, PUBLIC', p.privilege, current_database(), me.rolname)
            FROM me
            CROSS JOIN (VALUES ('CREATE', 'schemas'), ('TEMPORARY', 'temporary tables')) p (privilege, objects)
            WHERE NOT me.rolsuper AND has_database_privilege(me.oid, current_database(), p.privilege)
            """;

    /** In PostgreSQL 16 and later who creates a role is its member, but may neither use it nor become it. */
    private static final String THIRD_ROLES = """
            , memberships AS (
                SELECT m.member, m.roleid
                FROM pg_auth_members m
                WHERE coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
                   OR coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
            ), ours AS (
                SELECT r.oid, r.rolname FROM pg_roles r WHERE r.rolname IN (:role, current_user)
            ), members AS (
                SELECT m.member, m.roleid AS direct, m.roleid AS becomes
                FROM memberships m
                WHERE m.roleid IN (SELECT oid FROM ours)
                UNION
                SELECT m.member, m.roleid, r.becomes
                FROM members r
                JOIN memberships m ON m.roleid = r.member
                WHERE r.member NOT IN (SELECT oid FROM ours)
            )
            SELECT r.rolname::text AS object,
                   format('The role %s signs in and may become %s.', r.rolname, o.rolname) AS problem,
                   format('REVOKE %I FROM %I', pg_get_userbyid(m.direct), r.rolname) AS remedy
            FROM members m
            JOIN pg_roles r ON r.oid = m.member
            JOIN ours o ON o.oid = m.becomes
            WHERE r.rolcanlogin AND NOT r.rolsuper AND r.oid NOT IN (SELECT oid FROM ours)
            """;

    static final List<Question> OF_SERVERS = List.of(
            new Question(Check.RLS_BYPASS, QUICK, BYPASS),
            new Question(Check.ROLE_POWER, QUICK, POWER),
            new Question(Check.ORPHAN_ROLE, FULL, THIRD_ROLES));

    static final List<Question> OF_DATABASES = List.of(
            new Question(Check.ROLE_OWNER, QUICK, OWNERSHIP), new Question(Check.GRANT_CREATE, QUICK, CREATION));

    private RoleQuestions() {}
}
