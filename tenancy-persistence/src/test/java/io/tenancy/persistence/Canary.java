package io.tenancy.persistence;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A word in every table of a tenant, and the search for it, and for the tenant's id, in the whole server. */
record Canary(TestDatabase catalogue, String word) {
    private static final String TABLES = """
            SELECT c.oid::regclass::text
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    /** Plants one row at least in each table of tenants. */
    void plant(TenantScope scope, UUID user) {
        TestDatabase database = catalogue;
        String schema = "tenancy";
        if (scope.placement() instanceof Placement.Schema own) {
            schema = own.name();
        }
        if (scope.placement() instanceof Placement.Database own) {
            database = catalogue.named(own.name());
        }
        String key = "'" + scope.id().value() + "', '" + user + "'";
        String seed = (word + "0".repeat(64)).substring(0, 64);
        database.plant("SET search_path = " + schema + ";"
                + "UPDATE users SET name = '" + word + "' WHERE id = '" + user + "';"
                + "UPDATE roles SET description = '" + word + "' WHERE tenant_id = '"
                + scope.id().value() + "';"
                + "INSERT INTO role_permissions SELECT tenant_id, id, '" + word + ":read' FROM roles"
                + " WHERE tenant_id = '" + scope.id().value() + "';"
                + "INSERT INTO credentials VALUES (" + key + ", '" + word + "', false, now());"
                + "INSERT INTO one_time_tokens VALUES (" + key + ", '" + user + "', 'X', '" + word + "', now());"
                + "INSERT INTO sessions VALUES (" + key + ", '" + user + "', 0, '" + seed + "', now(), now(), now());"
                + "INSERT INTO settings VALUES ('" + scope.id().value() + "', 'locale', '" + word + "', now());"
                + "INSERT INTO user_settings VALUES (" + key + ", 'locale', '" + word + "', now());"
                + "INSERT INTO security_policies VALUES ('" + scope.id().value() + "');"
                + "INSERT INTO authenticators VALUES (" + key + ", NULL, NULL, NULL, '" + word + "');"
                + "INSERT INTO recovery_codes VALUES (" + key + ", '" + seed + "');"
                + "INSERT INTO challenges VALUES (" + key + ", '" + user + "', 'X', '" + seed
                + "', now(), NULL, 0, now());"
                + "INSERT INTO passkeys VALUES (" + key + ", '" + user + "', '" + word + "', 'x', 0, '" + word
                + "', '{}', '" + user + "', false, false, now());"
                + "INSERT INTO passkey_answers VALUES (" + key + ", '" + user + "', now());"
                + "INSERT INTO kept_requests VALUES ('" + scope.id().value() + "', '" + seed + "', '" + seed + "', '"
                + user
                + "', now(), now(), false, '" + word + "');"
                + "INSERT INTO visits VALUES (" + key + ", '" + user + "', 'o@x.org', 'READ', '" + word
                + "', now(), now(), NULL, '" + user + "', '" + user + "');"
                + "INSERT INTO service_accounts VALUES (" + key + ", '" + word + "', '', 'ACTIVE', now(), now(), 1);"
                + "INSERT INTO service_account_roles SELECT tenant_id, '" + user + "', id FROM roles"
                + " WHERE tenant_id = '" + scope.id().value() + "';"
                + "INSERT INTO api_keys VALUES (" + key + ", '" + user + "', NULL, '" + word + "', '" + seed
                + "', '{a:b}', now(), now());"
                + "INSERT INTO role_parents SELECT o.tenant_id, o.id, n.id FROM roles o"
                + " JOIN roles n ON n.tenant_id = o.tenant_id AND n.name = 'MEMBER'"
                + " WHERE o.name = 'ADMIN' AND o.tenant_id = '" + scope.id().value() + "';"
                + "INSERT INTO user_grants VALUES (" + key + ", '" + user + "', NULL, '" + word
                + ":read', NULL, now());"
                + "INSERT INTO groups VALUES (" + key + ", '" + word + "', '', now(), now(), 1);"
                + "INSERT INTO group_roles SELECT tenant_id, '" + user + "', id FROM roles"
                + " WHERE tenant_id = '" + scope.id().value() + "';"
                + "INSERT INTO group_members VALUES (" + key + ", '" + user + "', now());"
                + "INSERT INTO flag_overrides VALUES (" + key + ", '" + word + "', NULL, '" + word + "', now());"
                + "INSERT INTO user_features VALUES (" + key + ", '" + user + "', '" + word + "', NULL, '" + word
                + "', now());"
                + "INSERT INTO jobs VALUES (" + key + ", '" + word + "', 'QUEUED', 0, 1, 0, '{}', 'USER', '" + user
                + "', now(), NULL, NULL, NULL, 1, '" + word + "', '" + word + "');"
                + "INSERT INTO archives VALUES (" + key + ", 'TENANT', NULL, NULL, 'USER', '" + user
                + "', now(), now(), false, 1, 1, '{}');"
                + "INSERT INTO archive_parts VALUES (" + key + ", 1, '" + word + "', '{}', 1, 1, '" + word
                + "', '\\x00');"
                + "INSERT INTO webhooks VALUES (" + key + ", '" + word + "', '', '{*}', 'ACTIVE', NULL, '" + word
                + "', NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, now(), now(), 1);"
                + "INSERT INTO webhook_deliveries VALUES (" + key + ", '" + user + "', '" + word + "', NULL, '" + word
                + "', 'FAILED', false, 1, now(), NULL);"
                + "INSERT INTO webhook_attempts VALUES (" + key + ", 1, now(), 1, 500, NULL, '" + word + "');"
                + "INSERT INTO webhook_replays VALUES (" + key + ", '" + user + "', 1, 1);"
                + "INSERT INTO usage_events VALUES ('" + scope.id().value() + "', '" + word + "', '" + word + "', '"
                + word
                + "', now(), 1, '" + word + "', '" + word + "', NULL, false, now());"
                + "INSERT INTO usage_hours VALUES ('" + scope.id().value() + "', '" + word
                + "', now(), 1, 1, 1, now());"
                + "INSERT INTO usage_words VALUES ('" + scope.id().value() + "', '" + word + "', now(), '" + word
                + "', 1);"
                + "INSERT INTO journal (tenant_id, id, at, actor_kind, actor_id, action, target, fields, values_before,"
                + " values_after, user_agent, salt) VALUES (" + key + ", now(), 'SYSTEM', '" + user + "', '" + word
                + "', '" + user + "', '{name}', '{" + word + "}', '{" + word + "}', '" + word + "', '" + user + "');"
                + "INSERT INTO journal_queue VALUES (" + key + ");"
                + "INSERT INTO journal_links VALUES ('" + scope.id().value() + "', 1, '" + user + "', '" + seed + "', '"
                + seed
                + "', now())");
    }

    /**
     * The tables of all databases that have a row with the word or the id in it, but for that it is erased, and places that
     * are named so.
     */
    List<String> sightings(TenantScope scope) {
        List<String> sightings = new ArrayList<>();
        String place = scope.placement().toString();
        for (String database : databases()) {
            if (place.contains(database) && database.startsWith("t_")) {
                sightings.add("database " + database);
            }
            Jdbi.create(catalogue.named(database).superuser()).useHandle(handle -> {
                handle.createQuery("SELECT nspname FROM pg_namespace")
                        .mapTo(String.class)
                        .filter(schema -> schema.startsWith("t_") && place.contains(schema))
                        .forEach(schema -> sightings.add("schema " + schema));
                tables(handle).stream()
                        .filter(table -> !table.endsWith("erasures"))
                        .filter(table -> hasRow(handle, table, scope))
                        .forEach(table -> sightings.add(database + " " + table));
            });
        }
        return sightings;
    }

    /** All of the server but for those of other tests, which may be hundreds. */
    private List<String> databases() {
        return list(catalogue, "SELECT datname FROM pg_database WHERE datallowconn").stream()
                .filter(database -> !database.startsWith("tenancy_") || database.equals(catalogue.name()))
                .toList();
    }

    private static List<String> tables(Handle handle) {
        return handle.createQuery(TABLES).mapTo(String.class).list();
    }

    private boolean hasRow(Handle handle, String table, TenantScope scope) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM " + table
                        + " t WHERE strpos(t::text, ?) > 0 OR strpos(t::text, ?) > 0)")
                .bind(0, word)
                .bind(1, scope.id().value().toString())
                .mapTo(Boolean.class)
                .one();
    }

    private static List<String> list(TestDatabase database, String query) {
        return Jdbi.create(database.superuser())
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
