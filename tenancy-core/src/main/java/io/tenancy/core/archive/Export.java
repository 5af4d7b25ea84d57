package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.archive.Archive.Omission;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An archive as its owner sees it, with the job that makes it or writes its rows.
 *
 * @param ready whether it can be downloaded
 * @param files how many files with rows it has so far
 * @param bytes how long they are before they are compressed
 * @param leftOut what is not in it, or was not brought in, and why
 * @param job how far it is; absent when the job is forgotten
 */
public record Export(
        JobId id,
        boolean ready,
        int files,
        long bytes,
        Instant createdAt,
        Instant expiresAt,
        List<Omission> leftOut,
        Optional<Job> job) {
    public Export {
        requireNonNull(id);
        requireNonNull(createdAt);
        requireNonNull(expiresAt);
        leftOut = List.copyOf(leftOut);
        requireNonNull(job);
    }

    static Export of(Archive archive, Optional<Job> job) {
        return new Export(
                archive.id(),
                archive.whole() && archive.kind() != Archive.Kind.UPLOAD,
                archive.parts(),
                archive.bytes(),
                archive.createdAt(),
                archive.expiresAt(),
                archive.notes(),
                job);
    }
}
