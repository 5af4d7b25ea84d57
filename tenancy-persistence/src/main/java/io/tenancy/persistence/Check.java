package io.tenancy.persistence;

import static io.tenancy.persistence.Finding.Severity.DANGER;
import static io.tenancy.persistence.Finding.Severity.WARNING;

import io.tenancy.persistence.Finding.Severity;

/** One thing that {@link Doctor} looks for; {@code docs/doctor.md} has a section for each. */
public enum Check {
    RLS_BYPASS("rls.bypass", DANGER, "The serving role bypasses row-level security", """
            A superuser, and a role with BYPASSRLS, sees the rows of all tenants whatever the policies say. That it is \
            only a member of such a role does not help: SET ROLE is enough."""),
    ROLE_POWER("role.power", DANGER, "The serving role can do what no request needs", """
            Who may create roles can make one without limits, who may replicate reads all data below the policies, and who \
            reaches the files of the server reads the tables from there."""),
    ROLE_OWNER("role.owner", DANGER, "The serving role owns a table, or may become its owner", """
            The owner of a table can switch its row-level security off, change its policy, and drop it. Owning and serving \
            are the work of two roles."""),
    GRANT_CREATE("grant.create", DANGER, "The serving role may create objects", """
            An object of its own in a schema that is searched, or a temporary table, can take the place of a table of \
            tenants, and it has no policy."""),
    GRANT_EXCESS("grant.excess", DANGER, "The serving role has more privileges on a table than it needs", """
            TRUNCATE ignores row-level security, a foreign key and a trigger see the rows of all tenants, and who may \
            change the journal can hide what happened. The tables of Liquibase are written by the owner alone."""),
    GRANT_MISSING("grant.missing", DANGER, "The serving role lacks a privilege that requests need", """
            Requests fail until it is granted, usually with an internal error."""),
    GRANT_OTHERS("grant.others", WARNING, "A third role has privileges on a table", """
            Row-level security binds it too, but it can choose the tenant that it binds itself to: to PostgreSQL that is a \
            setting like another."""),
    TENANT_ID_MISSING("tenant_id.missing", DANGER, "A table of tenants has no tenant_id that is always set", """
            Without the column nothing says whose a row is, and a row without a value is nobody's."""),
    TABLE_UNSCOPED("table.unscoped", WARNING, "A table has no tenant_id", """
            The schema was named for examination, so its tables are expected to be those of tenants. A table that is the \
            same for all tenants is better kept in another schema."""),
    RLS_OFF("rls.off", DANGER, "A table of tenants has no row-level security", """
            Only the predicates of the statements are left to keep tenants apart; one that is forgotten shows everything. \
            A policy alone does nothing."""),
    RLS_NOT_FORCED("rls.not_forced", DANGER, "Row-level security does not bind the owner of the table", """
            Without FORCE the owner sees all rows: so do the erasing of tenants, views, and functions that run as their \
            owner."""),
    POLICY_MISSING("policy.missing", DANGER, "A table of tenants has no policy", """
            With row-level security and no policy nobody sees a row, and every request fails."""),
    POLICY_OTHER("policy.other", DANGER, "A table has another policy than the one that keeps tenants apart", """
            Policies are added up: one that is wider than the others decides. Also a policy that means the same can cost \
            the index, 25 times or more."""),
    KEY_MISSING("key.missing", WARNING, "A table of tenants has no primary key", """
            Its rows cannot be told apart, and the tenant cannot be moved to another server by replication."""),
    KEY_TENANT_FIRST("key.tenant_first", DANGER, "A unique key does not begin with tenant_id", """
            Unique keys see the rows of all tenants. One tenant learns from a refusal what another one has, and can take \
            its values away."""),
    FK_NOT_COMPOSITE("fk.not_composite", DANGER, "A foreign key between tables of tenants leaves tenant_id out", """
            The check of a foreign key ignores row-level security, so a row can refer to a row of another tenant, and be \
            deleted with it."""),
    VIEW_SECURITY_INVOKER("view.security_invoker", DANGER, "A view asks with the rights of its owner", """
            Without security_invoker the policies are applied to the owner of the view, not to who asks."""),
    VIEW_COPY("view.copy", DANGER, "A materialized view or foreign table stands among the tables of tenants", """
            It can have no policy, so that everybody who may read it reads the rows of all tenants."""),
    FUNCTION_SECURITY_DEFINER("function.security_definer", DANGER, "A function runs with the rights of its owner", """
            The serving role may call it, and does then what its owner may do."""),
    SEARCH_PATH("search_path", DANGER, "Connections look for tables elsewhere than in the schema of tenants", """
            A statement names no schema. What stands on the search path before or beside the tables of tenants, as public \
            does, can take their place."""),
    SESSION_BOUND("session.bound", DANGER, "Connections are bound to a tenant from their start", """
            A statement that forgot to bind itself to a tenant finds that one's rows, instead of none."""),
    STORE_UNREACHABLE("store.unreachable", WARNING, "A store that does not have the catalogue cannot be reached", """
            Its tenants are refused until it is back, and nothing can be said about their tables. All others are served."""),
    STORE_OTHER("store.other", DANGER, "A store is another database than before", """
            Its tenants would find no rows, or old ones. Look at its URLs: TENANCY_DB_URL and TENANCY_DB_OWNER_URL of the \
            store main, TENANCY_STORE_…_DB_URL and TENANCY_STORE_…_DB_OWNER_URL of another. A dump that was \
            restored is another database too."""),
    STORE_UNMIGRATED("store.unmigrated", DANGER, "The database lacks changes of this release", """
            Statements refer to tables and columns that are not there yet. Run the command: db migrate config.yml"""),
    PGBOUNCER_MODE("pgbouncer.mode", DANGER, "A pooler gives each statement another connection", """
            Transactions break in the pool_mode statement: the tenant that a transaction was bound to is not there at its \
            next statement. The pool_mode transaction is right, and session works too."""),
    PGBOUNCER_PREPARED("pgbouncer.prepared", DANGER, "A pooler forgets the prepared statements of the driver", """
            The driver names a statement that it has used five times, and finds it missing on the next connection of the \
            pooler. PgBouncer 1.21 and later keep them (max_prepared_statements); before that the URL needs \
            prepareThreshold=0."""),
    CLOCK_SKEW("clock.skew", WARNING, "The clocks of this machine and the database differ", """
            Tokens, sessions and graces end too early or too late, and not at the same moment on all nodes. More than one \
            second is reported. Keep both clocks with NTP."""),
    TENANT_UNMIGRATED("tenant.unmigrated", DANGER, "The tables of a tenant lack changes of this release", """
            Its requests fail where they need what is missing, or see what a later change was to mend. Run the command: db \
            migrate config.yml"""),
    TENANT_PLACE_MISSING("tenant.place_missing", DANGER, "The schema or database of a tenant is not there", """
            None of its requests can be answered. Restore it from a backup; only a tenant that is being made or erased \
            may be without."""),
    TENANT_UNREACHABLE("tenant.unreachable", DANGER, "The place of a tenant cannot be entered", """
            None of its requests can be answered, and nothing can be said about its tables."""),
    ORPHAN_SCHEMA("orphan.schema", WARNING, "A schema belongs to no tenant", """
            It is named like that of a tenant, and the catalogue has none: something was restored, or a tenant was taken \
            out of the catalogue by hand. Its data may be of somebody who was promised that it is gone."""),
    ORPHAN_DATABASE("orphan.database", WARNING, "A database belongs to no tenant", """
            It is named like that of a tenant and the owner role has it, and this catalogue has no such tenant. Make sure \
            that no other deployment on the same server has it before you drop it."""),
    ORPHAN_TEMPLATE("orphan.template", WARNING, "A template of another release is left", """
            Databases are copied from the template of this release; older ones only take space. Migrating removes them."""),
    ORPHAN_ROLE("orphan.role", WARNING, "A third role can become one of the two roles", """
            Whoever signs in with it can do what the owner or the serving role can. Leave that to the two roles and to \
            superusers.""");

    private final String id;
    private final Severity severity;
    private final String title;
    private final String why;

    Check(String id, Severity severity, String title, String why) {
        this.id = id;
        this.severity = severity;
        this.title = title;
        this.why = why;
    }

    /** What machines call it. It never changes its meaning. */
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /** What is wrong where it finds something, in a clause. */
    public String title() {
        return title;
    }

    /** Why that matters, in sentences. */
    public String why() {
        return why;
    }
}
