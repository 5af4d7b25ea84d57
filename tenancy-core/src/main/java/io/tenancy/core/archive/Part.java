package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import java.util.List;
import java.util.Locale;

/**
 * One file of an archive: rows of one table, a JSON object to a line.
 *
 * @param number its place, from 1; 0 is the manifest
 * @param table whose rows they are; empty for the manifest
 * @param columns name and type of each member of a row, as {@code id uuid}
 * @param bytes how long the file is
 * @param sha256 the SHA-256 of the file, in hexadecimal
 */
public record Part(int number, String table, List<String> columns, int rows, int bytes, String sha256) {
    /** The longest file with rows, unless one row alone is longer. */
    public static final int MOST_BYTES = 4 << 20;

    /** The longest file that is taken in. */
    public static final int MOST_BYTES_TAKEN = 4 * MOST_BYTES;

    /** The most rows of one file. */
    public static final int MOST_ROWS = 10_000;

    public Part {
        requireNonNull(table);
        columns = List.copyOf(columns);
        requireNonNull(sha256);
    }

    static Part of(int number, String table, List<String> columns, int rows, byte[] file) {
        return new Part(number, table, columns, rows, file.length, Sha256.hex(file));
    }

    /** What the file is called in the archive. */
    public String name() {
        return number == 0 ? "manifest.json" : name(table, number);
    }

    static String name(String table, int number) {
        return "tables/" + table + "/" + String.format(Locale.ROOT, "%06d", number) + ".ndjson";
    }
}
