package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of a tenant as files, kept in the tenant's own place until it expires.
 *
 * @param id that of the job which makes or reads it
 * @param person whom it is about; empty where it is the whole tenant
 * @param ids which ids its rows get; there for one that was brought in
 * @param owner who alone may download it
 * @param whole whether nothing more is added
 * @param parts how many files with rows it has
 * @param bytes how long those are
 * @param notes tables that are not, or not whole, where they should be, and why
 */
public record Archive(
        JobId id,
        Kind kind,
        Optional<UUID> person,
        Optional<IdPolicy> ids,
        Actor owner,
        Instant createdAt,
        Instant expiresAt,
        boolean whole,
        int parts,
        long bytes,
        List<Omission> notes) {

    /** What an archive holds, and where it comes from. */
    public enum Kind {
        TENANT,
        USER,
        UPLOAD
    }

    /**
     * Something that did not come along.
     *
     * @param why a sentence
     */
    public record Omission(String table, String why) {
        public Omission {
            requireNonNull(table);
            requireNonNull(why);
        }
    }

    public Archive {
        requireNonNull(id);
        requireNonNull(kind);
        requireNonNull(person);
        requireNonNull(ids);
        requireNonNull(owner);
        requireNonNull(createdAt);
        requireNonNull(expiresAt);
        notes = List.copyOf(notes);
    }

    Archive with(List<Omission> others) {
        return new Archive(id, kind, person, ids, owner, createdAt, expiresAt, whole, parts, bytes, others);
    }

    Archive finished(List<Omission> others) {
        return new Archive(id, kind, person, ids, owner, createdAt, expiresAt, true, parts, bytes, others);
    }

    Archive grown(int moreParts, long moreBytes) {
        return new Archive(
                id, kind, person, ids, owner, createdAt, expiresAt, whole, parts + moreParts, bytes + moreBytes, notes);
    }
}
