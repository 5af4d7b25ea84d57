package io.tenancy.core.archive;

import io.tenancy.core.access.Actor;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The archives of a tenant, in its own place: they are there on each node, and go with the tenant. */
public interface ArchiveStore {
    void add(TenantScope scope, Archive archive);

    Optional<Archive> find(TenantScope scope, JobId id);

    /** Those of an owner that have not expired, the youngest first; there are few. */
    List<Archive> list(TenantScope scope, Actor owner, Instant now);

    /** How many have not expired. */
    int count(TenantScope scope, Instant now);

    /** Replaces notes, sizes, and whether it is whole; false where there is none. */
    boolean update(TenantScope scope, Archive archive);

    /** Adds a file, compressed by DEFLATE without a header; one of the same number is replaced. */
    void put(TenantScope scope, JobId id, Part part, byte[] deflated);

    /** At most {@code limit} files behind a number, in order, without what is in them. */
    List<Part> parts(TenantScope scope, JobId id, int after, int limit);

    /** What is in a file, compressed. */
    Optional<byte[]> content(TenantScope scope, JobId id, int number);

    /** Removes an archive and its files. */
    boolean remove(TenantScope scope, JobId id);

    /** Removes at most {@code limit} files of archives that have expired, then those archives; says how many rows. */
    int prune(TenantScope scope, Instant now, int limit);
}
