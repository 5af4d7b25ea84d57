package io.tenancy.persistence;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A table of a tenant as the database knows it. The column of the tenant is none of its columns here. */
record RowTable(String name, List<Column> columns, List<Reference> references, boolean mayDelete) {
    RowTable {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    /**
     * A column.
     *
     * @param required whether a row without a value for it cannot be written
     * @param made whether the database alone gives it a value
     * @param keyPlace its place in the primary key; 0 where it is not part of that
     */
    record Column(
            String name, String type, boolean nullable, boolean required, boolean made, boolean secret, int keyPlace) {
        /** Name and type. */
        String text() {
            return name + " " + type;
        }
    }

    /** A foreign key, without the column of the tenant on both sides. */
    record Reference(String target, List<String> columns, List<String> targets, boolean cascades) {
        Reference {
            columns = List.copyOf(columns);
            targets = List.copyOf(targets);
        }
    }

    /** What an archive holds. */
    List<Column> shown() {
        return columns.stream()
                .filter(column -> !column.secret() && !column.made())
                .toList();
    }

    List<Column> key() {
        return columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted(Comparator.comparingInt(Column::keyPlace))
                .toList();
    }

    boolean hasSecrets() {
        return columns.stream().anyMatch(Column::secret);
    }

    /** Whether a row can be written that has what an archive holds of it. */
    boolean isWhole() {
        return columns.stream().noneMatch(column -> column.secret() && column.required());
    }

    boolean refersToItself() {
        return references.stream().anyMatch(this::isOwn);
    }

    boolean isOwn(Reference reference) {
        return reference.target().equals(name);
    }

    /** Columns by which rows refer to rows of their own table. */
    Set<String> own() {
        return names(this::isOwn);
    }

    /** Columns by which rows refer to rows of another. */
    Set<String> to(String table) {
        return names(reference -> reference.target().equals(table));
    }

    private Set<String> names(Predicate<Reference> which) {
        return references.stream()
                .filter(which)
                .flatMap(reference -> reference.columns().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The one column that a row is known by, where that is an id of its own. */
    boolean isId(String column) {
        List<Column> key = key();
        return key.size() == 1
                && key.get(0).name().equals(column)
                && key.get(0).type().equals("uuid")
                && references.stream()
                        .noneMatch(reference -> reference.columns().contains(column));
    }
}
