package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.archive.Archive.Omission;
import io.tenancy.core.archive.TenantRows;
import io.tenancy.core.job.JobRefused;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.RowTable.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * Rows of whatever tables, as JSON that PostgreSQL itself writes and reads. Every statement is made of what the database
 * says of its tables, and of nothing that somebody has sent: names that came with an archive are looked up first.
 */
final class JdbiTenantRows implements TenantRows {
    /** Rows that are fetched at a time, of which each may be long. */
    private static final int FETCHED = 200;

    /** What lines of one file may have together; the last one may go beyond. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** Of values that are none of their type, or too long for it; of rules that a row breaks; of JSON that is too deep. */
    private static final Set<String> BAD_ROWS = Set.of("22", "23", "54");

    private final TenantDb db;
    private final int changelog;
    private final Set<String> plainSettings;

    /**
     * @param plainSettings the names of all settings that are no secrets
     */
    JdbiTenantRows(TenantDb db, int changelog, Set<String> plainSettings) {
        this.db = requireNonNull(db);
        this.changelog = changelog;
        this.plainSettings = Set.copyOf(plainSettings);
    }

    @Override
    public int changelog() {
        return changelog;
    }

    @Override
    public List<Shape> tables(TenantScope scope) {
        return in(
                scope,
                rows -> rows.tables.all().stream()
                        .filter(table -> !table.shown().isEmpty())
                        .map(table -> new Shape(
                                table.name(),
                                table.shown().stream().map(Column::text).toList(),
                                table.isWhole() && !ArchiveRules.STAYING.contains(table.name())))
                        .toList());
    }

    @Override
    public List<Omission> secrets(TenantScope scope) {
        return in(scope, rows -> {
            List<Omission> notes = new ArrayList<>();
            ArchiveRules.NEVER.stream().sorted().forEach(name -> notes.add(new Omission(name, "Nothing of it.")));
            ArchiveRules.SETTINGS.stream()
                    .sorted()
                    .forEach(name -> notes.add(new Omission(name, "Secrets are not in it.")));
            rows.tables.all().stream()
                    .filter(RowTable::hasSecrets)
                    .forEach(table -> notes.add(new Omission(table.name(), "Without its secret columns.")));
            return notes;
        });
    }

    @Override
    public Lines read(TenantScope scope, String table, Optional<UUID> person, String after, int most) {
        return in(scope, rows -> rows.read(rows.tables.get(table), person, after, most));
    }

    @Override
    public boolean isNew(TenantScope scope) {
        return in(scope, Reading::isNew);
    }

    @Override
    public void check(TenantScope scope, String table, List<String> columns, List<String> lines) {
        refusing(
                table,
                () -> in(scope, rows -> {
                    rows.check(rows.known(table, columns), columns, lines);
                    return table;
                }));
    }

    @Override
    public List<String> texts(TenantScope scope, String member, List<String> lines) {
        return in(scope, rows -> rows.texts(member, lines));
    }

    @Override
    public Map<UUID, UUID> twins(TenantScope scope, String table, List<String> lines) {
        if (!ArchiveRules.TWINS.containsKey(table)) {
            return Map.of();
        }
        return in(scope, rows -> rows.twins(table, lines));
    }

    @Override
    public int write(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids) {
        return refusing(
                table,
                () -> db.changing(
                        scope, () -> in(scope, rows -> rows.write(rows.known(table, columns), columns, lines, ids))));
    }

    @Override
    public void link(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids) {
        var unused =
                refusing(table, () -> in(scope, rows -> rows.link(rows.known(table, columns), columns, lines, ids)));
    }

    @Override
    public int removeOf(TenantScope scope, UUID person, int limit) {
        return in(scope, rows -> rows.removeOf(person, limit));
    }

    private <T> T in(TenantScope scope, Function<Reading, T> work) {
        return db.handle(scope, handle -> work.apply(new Reading(handle, scope)));
    }

    private static <T> T refusing(String table, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            if (BAD_ROWS.contains(Failures.state(e).orElse("  ").substring(0, 2))) {
                throw new JobRefused("A row of " + table + " is none that this table can have.");
            }
            throw e;
        }
    }

    /** What is done within one transaction of a tenant. */
    private final class Reading {
        private final Handle handle;
        private final UUID tenant;
        private final RowTables tables;

        Reading(Handle handle, TenantScope scope) {
            this.handle = handle;
            this.tenant = scope.id().value();
            this.tables = RowTables.of(handle);
        }

        Lines read(RowTable table, Optional<UUID> person, String after, int most) {
            RowStatements sql = new RowStatements(tables, table);
            Optional<Set<String>> persons = person.map(one -> persons(table));
            if (persons.filter(Set::isEmpty).isPresent()) {
                return new Lines(List.of(), "");
            }
            String select = sql.read(persons.orElse(Set.of()), !after.isEmpty());
            try (Query query = handle.createQuery(select)) {
                query.bind("tenant", tenant).bind("most", most);
                person.ifPresent(one -> query.bind("person", one));
                if (!after.isEmpty()) {
                    query.bind("after", after);
                }
                if (ArchiveRules.SETTINGS.contains(table.name())) {
                    query.bindArray("plain", String.class, plainSettings.toArray());
                }
                query.setFetchSize(FETCHED);
                return lines(query, most, table.key().isEmpty());
            }
        }

        private static Lines lines(Query query, int most, boolean isOne) {
            List<String> lines = new ArrayList<>();
            String next = "";
            int length = 0;
            boolean isFull = false;
            try (var rows = query.map((row, context) -> new String[] {row.getString("line"), row.getString("key")})
                    .iterator()) {
                while (!isFull && rows.hasNext()) {
                    String[] row = rows.next();
                    lines.add(row[0]);
                    next = row[1];
                    length += row[0].length();
                    isFull = length >= MOST_CHARACTERS || lines.size() >= most;
                }
            }
            return new Lines(lines, isFull && !isOne ? next : "");
        }

        private static Set<String> persons(RowTable table) {
            Set<String> columns = new HashSet<>(table.to("users"));
            columns.addAll(ArchiveRules.PERSONS.getOrDefault(table.name(), Set.of()));
            return columns;
        }

        boolean isNew() {
            for (RowTable table : tables.all()) {
                boolean counts = !ArchiveRules.STAYING.contains(table.name())
                        && !ArchiveRules.FROM_THE_START.contains(table.name());
                if (counts && count(table, 1) > 0) {
                    return false;
                }
            }
            return count(tables.get("users"), 2) <= 1;
        }

        private int count(RowTable table, int most) {
            return handle.createQuery("SELECT count(*) FROM (SELECT FROM " + Sql.name(table.name())
                            + " WHERE tenant_id = :tenant LIMIT :most) few")
                    .bind("tenant", tenant)
                    .bind("most", most)
                    .mapTo(Integer.class)
                    .one();
        }

        /** A table that an archive has rows of, as its columns are said to be. */
        RowTable known(String name, List<String> columns) {
            RowTable table = tables.get(name);
            Map<String, Column> shown = new HashMap<>();
            table.shown().forEach(column -> shown.put(column.text(), column));
            boolean isKnown =
                    shown.keySet().containsAll(columns) && Set.copyOf(columns).size() == columns.size();
            boolean isWhole =
                    table.shown().stream().filter(Column::required).allMatch(column -> columns.contains(column.text()));
            if (!isKnown || !isWhole) {
                throw new JobRefused("Rows of " + name + " have other columns here than in the archive.");
            }
            return table;
        }

        void check(RowTable table, List<String> columns, List<String> lines) {
            if (lines.isEmpty()) {
                return;
            }
            RowStatements sql = new RowStatements(tables, table);
            Integer wrong = handle.createQuery(sql.otherShapes())
                    .bindArray("lines", String.class, lines.toArray())
                    .bindArray(
                            "names",
                            String.class,
                            sql.names(columns).stream().sorted().toArray())
                    .mapTo(Integer.class)
                    .one();
            if (wrong > 0) {
                throw new JobRefused("A row of " + table.name() + " has other members than its columns.");
            }
            var unused = handle.createQuery(sql.values())
                    .bindArray("lines", String.class, lines.toArray())
                    .mapTo(Integer.class)
                    .one();
        }

        List<String> texts(String member, List<String> lines) {
            return handle.createQuery(RowStatements.TEXTS)
                    .bindArray("lines", String.class, lines.toArray())
                    .bind("member", member)
                    .mapTo(String.class)
                    .list();
        }

        Map<UUID, UUID> twins(String table, List<String> lines) {
            Map<UUID, UUID> twins = new HashMap<>();
            try (Query query = handle.createQuery(RowStatements.twins(table))) {
                query.bind("tenant", tenant)
                        .bindArray("lines", String.class, lines.toArray())
                        .map((row, context) ->
                                twins.put(row.getObject("source", UUID.class), row.getObject("target", UUID.class)))
                        .list();
            }
            return twins;
        }

        int write(RowTable table, List<String> columns, List<String> lines, Ids ids) {
            RowStatements sql = new RowStatements(tables, table);
            return update(sql.write(sql.names(columns), ids.policy()), lines, ids);
        }

        int link(RowTable table, List<String> columns, List<String> lines, Ids ids) {
            RowStatements sql = new RowStatements(tables, table);
            List<String> own = sql.later(sql.names(columns));
            return own.isEmpty() || lines.isEmpty() ? 0 : update(sql.link(own, ids.policy()), lines, ids);
        }

        private int update(String statement, List<String> lines, Ids ids) {
            List<UUID> sources = List.copyOf(ids.twins().keySet());
            try (Update update = handle.createUpdate(statement)) {
                update.bind("tenant", tenant)
                        .bindArray("lines", String.class, lines.toArray())
                        .bindArray("sources", UUID.class, sources.toArray())
                        .bindArray(
                                "targets",
                                UUID.class,
                                sources.stream().map(ids.twins()::get).toArray());
                if (statement.contains(":salt")) {
                    update.bind("salt", ids.salt());
                }
                return update.execute();
            }
        }

        int removeOf(UUID person, int limit) {
            List<RowTable> all = new ArrayList<>(tables.all());
            Collections.reverse(all);
            int removed = 0;
            for (RowTable table : all) {
                for (String delete : new RowStatements(tables, table).removals()) {
                    if (table.mayDelete() && removed < limit) {
                        removed += handle.createUpdate(delete)
                                .bind("tenant", tenant)
                                .bind("person", person)
                                .bind("most", limit - removed)
                                .execute();
                    }
                }
            }
            return removed;
        }
    }
}
