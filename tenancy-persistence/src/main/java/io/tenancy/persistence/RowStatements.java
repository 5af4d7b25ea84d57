package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.tenancy.core.archive.IdPolicy;
import io.tenancy.persistence.RowTable.Column;
import io.tenancy.persistence.RowTable.Reference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Statements about the rows of one table, made of the names that the database itself has for it. */
final class RowStatements {
    private static final String LINES = "unnest(CAST(:lines AS text[])) AS l (line)";

    static final String TEXTS = "SELECT text FROM " + LINES
            + ", LATERAL (SELECT CAST(l.line AS json) ->> :member AS text) t WHERE text IS NOT NULL";

    /** An id of version 7 of the same time, the rest of which nobody chooses: SHA-256 over a salt and the old one. */
    private static final String NEW_ID =
            "CAST(left(replace(CAST(%1$s AS text), '-', ''), 12) || '7' || substr(h.hex, 1, 3) || '8'"
                    + " || substr(h.hex, 4, 15) AS uuid)";

    private final RowTables tables;
    private final RowTable table;
    private final String name;

    RowStatements(RowTables tables, RowTable table) {
        this.tables = tables;
        this.table = table;
        this.name = Sql.name(table.name());
    }

    /**
     * Rows as lines, with their keys.
     *
     * @param persons columns one of which names a person; none for all rows
     */
    String read(Set<String> persons, boolean isLater) {
        List<Column> key = table.key();
        String shown = table.shown().stream()
                .map(column -> "t." + Sql.name(column.name()))
                .collect(joining(", "));
        String keys = key.stream().map(column -> "t." + Sql.name(column.name())).collect(joining(", "));
        String texts = key.stream()
                .map(column -> "CAST(t." + Sql.name(column.name()) + " AS text)")
                .collect(joining(", "));
        StringBuilder sql = new StringBuilder("SELECT CAST((SELECT row_to_json(x) FROM (SELECT " + shown
                + ") x) AS text) AS line, CAST(json_build_array(" + texts + ") AS text) AS key FROM " + name
                + " t WHERE t.tenant_id = :tenant");
        if (!persons.isEmpty()) {
            sql.append(persons.stream()
                    .sorted()
                    .map(column -> "t." + Sql.name(column) + " = :person")
                    .collect(joining(" OR ", " AND (", ")")));
        }
        if (ArchiveRules.SETTINGS.contains(table.name())) {
            sql.append(" AND t.key = ANY(:plain)");
        }
        if (isLater) {
            sql.append(" AND (" + keys + ") > (" + places(key) + ")");
        }
        return sql.append(key.isEmpty() ? "" : " ORDER BY " + keys)
                .append(" LIMIT :most")
                .toString();
    }

    private static String places(List<Column> key) {
        return Stream.iterate(0, place -> place + 1)
                .limit(key.size())
                .map(place -> "CAST(CAST(:after AS json) ->> " + place + " AS "
                        + key.get(place).type() + ")")
                .collect(joining(", "));
    }

    /** The names of columns that are given with their types. */
    List<String> names(List<String> columns) {
        return table.columns().stream()
                .filter(column -> columns.contains(column.text()))
                .map(Column::name)
                .toList();
    }

    /** How many lines do not have these members, each once. */
    String otherShapes() {
        return "SELECT count(*) FROM " + LINES + " WHERE ARRAY(SELECT k FROM json_object_keys(CAST(l.line AS json)) k"
                + " ORDER BY k COLLATE \"C\") <> CAST(:names AS text[])";
    }

    /** Fails where a value is none of its column. */
    String values() {
        return "SELECT count(*) FROM " + LINES + ", LATERAL " + row() + " WHERE r IS NOT DISTINCT FROM NULL";
    }

    private String row() {
        return "json_populate_record(CAST(NULL AS " + name + "), CAST(l.line AS json)) AS r";
    }

    static String twins(String table) {
        String column = requireNonNull(ArchiveRules.TWINS.get(table));
        boolean areUsers = table.equals("users");
        String there = areUsers ? " AND deleted_at IS NULL" : "";
        String sent = areUsers ? " WHERE CAST(l.line AS json) ->> 'deleted_at' IS NULL" : "";
        return "WITH there AS MATERIALIZED (SELECT id, " + Sql.name(column) + " AS word FROM " + Sql.name(table)
                + " WHERE tenant_id = :tenant" + there + "), sent AS MATERIALIZED (SELECT"
                + " CAST(CAST(l.line AS json) ->> 'id' AS uuid) AS id, CAST(l.line AS json) ->> '"
                + column + "' AS word FROM " + LINES + sent
                + ") SELECT sent.id AS source, there.id AS target FROM sent JOIN there ON there.word = sent.word";
    }

    /** Rows of a table, without those that are there and those that refer to what is not. */
    String write(List<String> columns, IdPolicy policy) {
        List<String> later = later(columns);
        String names = columns.stream().map(column -> ", " + Sql.name(column)).collect(joining());
        String values = columns.stream()
                .map(column -> ", " + (later.contains(column) ? "NULL" : value(column, policy)))
                .collect(joining());
        String there = table.references().stream()
                .filter(reference -> !table.isOwn(reference) && columns.containsAll(reference.columns()))
                .map(reference -> there(reference, policy))
                .collect(joining());
        return "INSERT INTO " + name + " (tenant_id" + names + ") SELECT :tenant" + values + " FROM " + LINES
                + ", LATERAL " + row() + " WHERE true" + there + " ON CONFLICT DO NOTHING";
    }

    private String there(Reference reference, IdPolicy policy) {
        String none = reference.columns().stream()
                .map(column -> "r." + Sql.name(column) + " IS NULL")
                .collect(joining(" OR "));
        StringBuilder equal = new StringBuilder();
        for (int place = 0; place < reference.columns().size(); place++) {
            equal.append(" AND p.")
                    .append(Sql.name(reference.targets().get(place)))
                    .append(" = ")
                    .append(value(reference.columns().get(place), policy));
        }
        return " AND (" + none + " OR EXISTS (SELECT FROM " + Sql.name(reference.target())
                + " p WHERE p.tenant_id = :tenant" + equal + "))";
    }

    /** References to the same table, which are written when all its rows are there. */
    List<String> later(List<String> columns) {
        return table.columns().stream()
                .filter(column ->
                        table.own().contains(column.name()) && column.nullable() && columns.contains(column.name()))
                .map(Column::name)
                .toList();
    }

    String link(List<String> later, IdPolicy policy) {
        String values = later.stream()
                .map(column -> Sql.name(column) + " = " + value(column, policy))
                .collect(joining(", "));
        String same = table.key().stream()
                .map(column -> " AND t." + Sql.name(column.name()) + " = " + value(column.name(), policy))
                .collect(joining());
        return "UPDATE " + name + " t SET " + values + " FROM " + LINES + ", LATERAL " + row()
                + " WHERE t.tenant_id = :tenant" + same;
    }

    private String value(String column, IdPolicy policy) {
        String old = "r." + Sql.name(column);
        if (!tables.isId(table, column)) {
            return old;
        }
        String other = policy == IdPolicy.KEEP
                ? old
                : "(SELECT " + NEW_ID.formatted(old)
                        + " FROM (SELECT encode(sha256(convert_to(:salt || CAST(" + old
                        + " AS text), 'UTF8')), 'hex') AS hex) h WHERE " + old + " IS NOT NULL)";
        return "COALESCE((SELECT m.target FROM unnest(CAST(:sources AS uuid[]), CAST(:targets AS uuid[]))"
                + " AS m (source, target) WHERE m.source = " + old + "), " + other + ")";
    }

    /** Removals of rows that belong to a person: they refer to them by a foreign key that deletes along. */
    List<String> removals() {
        return table.references().stream()
                .filter(reference -> reference.target().equals("users")
                        && reference.cascades()
                        && reference.columns().size() == 1)
                .map(reference -> "DELETE FROM " + name + " WHERE tenant_id = :tenant AND ctid IN (SELECT t.ctid FROM "
                        + name + " t WHERE t.tenant_id = :tenant AND t."
                        + Sql.name(reference.columns().get(0)) + " = :person LIMIT :most)")
                .toList();
    }
}
