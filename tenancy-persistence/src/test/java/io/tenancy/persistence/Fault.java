package io.tenancy.persistence;

/** A fault that a test plants, and what the doctor has to find then. The mending is the doctor's own SQL. */
enum Fault {
    SUPERUSER(Check.RLS_BYPASS, "ALTER ROLE tenancy_app SUPERUSER", "tenancy_app"),
    BYPASS(Check.RLS_BYPASS, "ALTER ROLE tenancy_app BYPASSRLS", "tenancy_app"),
    BYPASS_OF_ANOTHER(
            Check.RLS_BYPASS,
            "DROP ROLE IF EXISTS passer_by; CREATE ROLE passer_by BYPASSRLS; GRANT passer_by TO tenancy_app",
            "passer_by"),
    CREATES_ROLES(Check.ROLE_POWER, "ALTER ROLE tenancy_app CREATEROLE", "tenancy_app"),
    REACHES_FILES(Check.ROLE_POWER, "GRANT pg_read_server_files TO tenancy_app", "pg_read_server_files"),
    OWNS_A_TABLE(Check.ROLE_OWNER, "ALTER TABLE tenancy.users OWNER TO tenancy_app", "tenancy.users"),
    BECOMES_THE_OWNER(
            Check.ROLE_OWNER,
            "REVOKE tenancy_app FROM tenancy_owner; GRANT tenancy_owner TO tenancy_app",
            "tenancy.users"),
    CREATES_TABLES(Check.GRANT_CREATE, "GRANT CREATE ON SCHEMA public TO PUBLIC", "public"),
    TRUNCATES(Check.GRANT_EXCESS, "GRANT TRUNCATE ON tenancy.users TO tenancy_app", "tenancy.users"),
    DELETES_USERS(Check.GRANT_EXCESS, "GRANT DELETE ON tenancy.users TO tenancy_app", "tenancy.users"),
    REWRITES_THE_JOURNAL(
            Check.GRANT_EXCESS, "GRANT UPDATE (action) ON tenancy.journal TO tenancy_app", "tenancy.journal"),
    REWRITES_THE_CHANGES(
            Check.GRANT_EXCESS,
            "GRANT INSERT ON catalogue.databasechangelog TO tenancy_app",
            "catalogue.databasechangelog"),
    READS_NO_USERS(Check.GRANT_MISSING, "REVOKE SELECT ON tenancy.users FROM tenancy_app", "tenancy.users"),
    ENTERS_NO_SCHEMA(Check.GRANT_MISSING, "REVOKE USAGE ON SCHEMA tenancy FROM tenancy_app", "tenancy"),
    EVERYBODY_READS(Check.GRANT_OTHERS, "GRANT SELECT ON tenancy.users TO PUBLIC", "tenancy.users"),
    NO_TENANT_ID(Check.TENANT_ID_MISSING, "CREATE TABLE tenancy.notes (id uuid)", "tenancy.notes"),
    TENANT_ID_OF_NOBODY(Check.TENANT_ID_MISSING, "CREATE TABLE tenancy.notes (tenant_id uuid)", "tenancy.notes"),
    NO_TENANT_ID_OF_THEIRS(
            Check.TABLE_UNSCOPED, "CREATE SCHEMA notes; CREATE TABLE notes.notes (id uuid)", "notes.notes"),
    NO_SECURITY(Check.RLS_OFF, "ALTER TABLE tenancy.users DISABLE ROW LEVEL SECURITY", "tenancy.users"),
    NOT_FORCED(Check.RLS_NOT_FORCED, "ALTER TABLE tenancy.users NO FORCE ROW LEVEL SECURITY", "tenancy.users"),
    NO_POLICY(Check.POLICY_MISSING, "DROP POLICY own_rows ON tenancy.users", "tenancy.users"),
    WIDER_POLICY(Check.POLICY_OTHER, "CREATE POLICY more ON tenancy.users FOR SELECT USING (true)", "tenancy.users"),
    CHANGED_POLICY(Check.POLICY_OTHER, "ALTER POLICY own_rows ON tenancy.users USING (true)", "tenancy.users"),
    TWO_WRONG_POLICIES(
            Check.POLICY_OTHER,
            "ALTER POLICY own_rows ON tenancy.users WITH CHECK (true); CREATE POLICY a ON tenancy.users USING (true)",
            "tenancy.users"),
    NO_KEY(Check.KEY_MISSING, "ALTER TABLE tenancy.settings DROP CONSTRAINT settings_pk", "tenancy.settings"),
    KEY_OF_ALL(Check.KEY_TENANT_FIRST, "ALTER TABLE tenancy.users ADD UNIQUE (id, tenant_id, email)", "tenancy.users"),
    INDEX_OF_ALL(Check.KEY_TENANT_FIRST, "CREATE UNIQUE INDEX ON tenancy.users (lower(email))", "tenancy.users"),
    REFERENCE_TO_ANY(
            Check.FK_NOT_COMPOSITE,
            "ALTER TABLE tenancy.users ADD UNIQUE (id);"
                    + "ALTER TABLE tenancy.sessions ADD FOREIGN KEY (user_id) REFERENCES tenancy.users (id) ON DELETE CASCADE",
            "tenancy.sessions"),
    VIEW(
            Check.VIEW_SECURITY_INVOKER,
            "CREATE VIEW public.everybody AS SELECT id FROM tenancy.users",
            "public.everybody"),
    VIEW_BESIDE(
            Check.VIEW_SECURITY_INVOKER,
            "CREATE VIEW tenancy.numbers WITH (security_invoker = off) AS SELECT 1 AS n",
            "tenancy.numbers"),
    COPY(
            Check.VIEW_COPY,
            "CREATE MATERIALIZED VIEW public.everybody AS SELECT id FROM tenancy.users",
            "public.everybody"),
    FUNCTION(
            Check.FUNCTION_SECURITY_DEFINER,
            "CREATE FUNCTION public.peek(n int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT n'",
            "public.peek(n integer)"),
    SEARCHES_ELSEWHERE(Check.SEARCH_PATH, "ALTER ROLE tenancy_app SET search_path = tenancy, public", "tenancy_"),
    BOUND(
            Check.SESSION_BOUND,
            "ALTER ROLE tenancy_app SET tenancy.tenant_id = '00000000-0000-0000-0000-000000000001'",
            "tenancy_"),
    ORPHAN_SCHEMA(
            Check.ORPHAN_SCHEMA,
            "CREATE SCHEMA t_aaaaaaaaaaaaaaaaaaaaaaaaaa;" + "CREATE TABLE t_aaaaaaaaaaaaaaaaaaaaaaaaaa.notes (id uuid)",
            "t_aaaaaaaaaaaaaaaaaaaaaaaaaa"),
    THIRD_OWNER(
            Check.ORPHAN_ROLE,
            "DROP ROLE IF EXISTS passer_by; CREATE ROLE passer_by LOGIN; GRANT tenancy_owner TO passer_by",
            "passer_by"),
    THIRD_OWNER_BY_DETOUR(
            Check.ORPHAN_ROLE,
            "DROP ROLE IF EXISTS passer_by, team; CREATE ROLE team; CREATE ROLE passer_by LOGIN;"
                    + "GRANT tenancy_app TO team; GRANT team TO passer_by",
            "passer_by");

    private final Check check;
    private final String sql;
    private final String object;

    Fault(Check check, String sql, String object) {
        this.check = check;
        this.sql = sql;
        this.object = object;
    }

    Check check() {
        return check;
    }

    /** What the superuser does. */
    String sql() {
        return sql;
    }

    /** The beginning of the name of what is faulty. */
    String object() {
        return object;
    }
}
