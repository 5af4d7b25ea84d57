package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All rows of a tenant in whatever tables, those of an application included. Which tables there are, what their keys are
 * and which refer to which is what the database knows; secrets are none of their columns.
 */
public interface TenantRows {
    /** How many changes the tables have had; a number that only grows. */
    int changelog();

    /** The tables that an archive holds, each after those that it refers to. */
    List<Shape> tables(TenantScope scope);

    /** Tables of which no row is in an archive, or not all columns are. */
    List<Archive.Omission> secrets(TenantScope scope);

    /**
     * Rows of a table, in the order of its key.
     *
     * @param person whose rows are wanted; empty for all
     * @param after the {@code next} of the lines before; empty for the first
     */
    Lines read(TenantScope scope, String table, Optional<UUID> person, String after, int most);

    /** Whether a tenant has no more than it was provisioned with. */
    boolean isNew(TenantScope scope);

    /**
     * Looks whether lines are rows of a table: each the columns, all of them, and nothing else, of their types.
     *
     * @throws io.tenancy.core.job.JobRefused if one is not
     */
    void check(TenantScope scope, String table, List<String> columns, List<String> lines);

    /** The texts of a member of lines that have one. */
    List<String> texts(TenantScope scope, String member, List<String> lines);

    /** Rows that a new tenant has already, as its roles: their ids in the lines, and in the tenant. */
    Map<UUID, UUID> twins(TenantScope scope, String table, List<String> lines);

    /**
     * Writes lines as rows, and says how many: a row is left out that is there already, or refers to one that is not.
     *
     * @throws io.tenancy.core.job.JobRefused if one breaks a rule of the table
     */
    int write(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids);

    /** Lets the rows of a table refer to each other, where they do; all of them are written by then. */
    void link(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids);

    /**
     * Removes at most {@code limit} rows that belong to a person, as the foreign keys with CASCADE say, and says how many.
     * What others keep refers to nobody from then on.
     */
    int removeOf(TenantScope scope, UUID person, int limit);

    /**
     * A table.
     *
     * @param columns name and type of each that an archive holds, as {@code id uuid}
     * @param isImported whether its rows can be written in another tenant
     */
    record Shape(String table, List<String> columns, boolean isImported) {
        public Shape {
            requireNonNull(table);
            columns = List.copyOf(columns);
        }
    }

    /**
     * Rows, a JSON object each.
     *
     * @param next where the next ones begin; empty where there are no more
     */
    record Lines(List<String> lines, String next) {
        public Lines {
            lines = List.copyOf(lines);
            requireNonNull(next);
        }
    }

    /**
     * Which id a row gets.
     *
     * @param salt what new ids are made of, beside the old ones
     * @param twins rows that are there already
     */
    record Ids(IdPolicy policy, String salt, Map<UUID, UUID> twins) {
        public Ids {
            requireNonNull(policy);
            requireNonNull(salt);
            twins = Map.copyOf(twins);
        }
    }
}
