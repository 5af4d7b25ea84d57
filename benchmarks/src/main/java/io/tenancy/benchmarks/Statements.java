package io.tenancy.benchmarks;

/** The statements of the two reads that are measured, as the product sends them, with places for JDBC. */
final class Statements {
    /** A user: three times the tenant, and the user's id. */
    static final String FIND = """
            SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                   u.email_verified_at, u.version,
                   ARRAY(SELECT r.name
                         FROM user_roles h
                         JOIN roles r ON r.tenant_id = ? AND r.id = h.role_id
                         WHERE h.tenant_id = ? AND h.user_id = u.id) AS roles
            FROM users u
            WHERE u.tenant_id = ? AND u.id = ? AND u.deleted_at IS NULL
            """;

    /** Twenty users after one: three times the tenant, and the id before. */
    static final String LIST = """
            SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                   u.email_verified_at, u.version,
                   ARRAY(SELECT r.name
                         FROM user_roles h
                         JOIN roles r ON r.tenant_id = ? AND r.id = h.role_id
                         WHERE h.tenant_id = ? AND h.user_id = u.id) AS roles
            FROM users u
            WHERE u.tenant_id = ? AND u.deleted_at IS NULL AND u.id > ?
            ORDER BY u.id
            LIMIT 21
            """;

    private Statements() {}
}
