package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much room archives may take.
 *
 * @param kept for how long an archive is kept
 * @param mostBytes how long the files of one may be together, before they are compressed
 */
public record ArchiveLimits(Duration kept, long mostBytes) {
    /** How many archives of a tenant there may be at the same time. */
    public static final int MOST = 10;

    /** The most files of an archive. */
    public static final int MOST_PARTS = 20_000;

    public ArchiveLimits {
        requireNonNull(kept);
        if (kept.isNegative() || kept.isZero() || mostBytes <= 0) {
            throw new IllegalArgumentException("An archive is kept for a time, and has some room.");
        }
    }
}
