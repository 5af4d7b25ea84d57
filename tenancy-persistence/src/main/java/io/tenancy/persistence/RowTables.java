package io.tenancy.persistence;

import io.tenancy.persistence.RowTable.Column;
import io.tenancy.persistence.RowTable.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The tables of a tenant, read from the system catalogue of the database that they are in. */
final class RowTables {
    private static final String COLUMNS = """
            SELECT c.relname AS table_name, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
                   NOT a.attnotnull AS nullable, a.attnotnull AND NOT a.atthasdef AS required,
                   a.attgenerated <> '' OR a.attidentity = 'a' AS made,
                   starts_with(COALESCE(col_description(c.oid, a.attnum), ''), :secret) AS secret,
                   COALESCE(array_position(k.conkey, a.attnum), 0) AS key_place,
                   has_table_privilege(c.oid, 'DELETE') AS may_delete
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT')
              AND EXISTS (SELECT FROM pg_attribute t
                          WHERE t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped)
            ORDER BY c.relname, a.attnum
            """;

    private static final String REFERENCES = """
            SELECT c.relname AS table_name, t.relname AS target, k.confdeltype = 'c' AS cascades,
                   ARRAY(SELECT a.attname::text
                         FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
                         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
                         ORDER BY u.place) AS columns,
                   ARRAY(SELECT a.attname::text
                         FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
                         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
                         ORDER BY u.place) AS targets
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            JOIN pg_class t ON t.oid = k.confrelid
            WHERE k.contype = 'f'
            ORDER BY k.conname
            """;

    private static final String TENANT = "tenant_id";

    private final Map<String, RowTable> tables;

    private RowTables(Map<String, RowTable> tables) {
        this.tables = tables;
    }

    /** Reads them within the transaction of a tenant. */
    static RowTables of(Handle transaction) {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        Map<String, Boolean> deletable = new LinkedHashMap<>();
        transaction
                .createQuery(COLUMNS)
                .bind("secret", ArchiveRules.SECRET)
                .map((row, context) -> {
                    String table = row.getString("table_name");
                    deletable.put(table, row.getBoolean("may_delete"));
                    List<Column> known = columns.computeIfAbsent(table, name -> new ArrayList<>());
                    Column column = column(table, row);
                    return column.name().equals(TENANT) || known.add(column);
                })
                .list();
        Map<String, List<Reference>> references = references(transaction);
        Map<String, RowTable> tables = new LinkedHashMap<>();
        columns.forEach((name, its) -> {
            if (!ArchiveRules.NEVER.contains(name)) {
                boolean mayDelete = Boolean.TRUE.equals(deletable.get(name));
                tables.put(name, new RowTable(name, its, references.getOrDefault(name, List.of()), mayDelete));
            }
        });
        return new RowTables(inOrder(tables));
    }

    List<RowTable> all() {
        return List.copyOf(tables.values());
    }

    RowTable get(String name) {
        RowTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("There is no such table in archives.");
        }
        return table;
    }

    /** Whether a column has ids that other ones replace where rows are brought in: an own id, or a reference to one. */
    boolean isId(RowTable table, String column) {
        return isId(table, column, Set.of());
    }

    private boolean isId(RowTable table, String column, Set<String> seen) {
        String place = table.name() + " " + column;
        if (seen.contains(place)) {
            return false;
        }
        for (Reference reference : table.references()) {
            int number = reference.columns().indexOf(column);
            RowTable target = tables.get(reference.target());
            if (number >= 0 && target != null) {
                Set<String> more = new HashSet<>(seen);
                more.add(place);
                return isId(target, reference.targets().get(number), more);
            }
        }
        return table.isId(column);
    }

    private static Column column(String table, ResultSet row) throws SQLException {
        String name = row.getString("name");
        boolean secret = row.getBoolean("secret")
                || ArchiveRules.SECRETS.getOrDefault(table, Set.of()).contains(name);
        return new Column(
                name,
                row.getString("type"),
                row.getBoolean("nullable"),
                row.getBoolean("required"),
                row.getBoolean("made"),
                secret,
                row.getInt("key_place"));
    }

    private static Map<String, List<Reference>> references(Handle transaction) {
        Map<String, List<Reference>> references = new LinkedHashMap<>();
        var unused = transaction
                .createQuery(REFERENCES)
                .map((row, context) -> references
                        .computeIfAbsent(row.getString("table_name"), name -> new ArrayList<>())
                        .add(reference(row)))
                .list();
        return references;
    }

    private static Reference reference(ResultSet row) throws SQLException {
        List<String> columns =
                new ArrayList<>(List.of((String[]) row.getArray("columns").getArray()));
        List<String> targets =
                new ArrayList<>(List.of((String[]) row.getArray("targets").getArray()));
        int tenant = columns.indexOf(TENANT);
        if (tenant >= 0) {
            columns.remove(tenant);
            targets.remove(tenant);
        }
        return new Reference(row.getString("target"), columns, targets, row.getBoolean("cascades"));
    }

    /** Each table after those that it refers to; in a circle, by name. */
    private static Map<String, RowTable> inOrder(Map<String, RowTable> tables) {
        Map<String, RowTable> ordered = new LinkedHashMap<>();
        Map<String, RowTable> left = new LinkedHashMap<>(tables);
        while (!left.isEmpty()) {
            List<RowTable> next = left.values().stream()
                    .filter(table -> table.references().stream()
                            .allMatch(reference -> table.isOwn(reference) || !left.containsKey(reference.target())))
                    .toList();
            List<RowTable> taken =
                    next.isEmpty() ? List.of(left.values().iterator().next()) : next;
            taken.forEach(table -> ordered.put(table.name(), table));
            taken.forEach(table -> left.remove(table.name()));
        }
        return ordered;
    }
}
