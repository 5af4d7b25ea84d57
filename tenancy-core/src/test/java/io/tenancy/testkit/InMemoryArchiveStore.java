package io.tenancy.testkit;

import io.tenancy.core.access.Actor;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.ArchiveStore;
import io.tenancy.core.archive.Part;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Archives in memory. What a command that fails has changed stays: no more is promised here. */
public final class InMemoryArchiveStore implements ArchiveStore {
    private final Map<Place, Archive> archives = new ConcurrentHashMap<>();
    private final Map<Place, Map<Integer, Kept>> parts = new ConcurrentHashMap<>();

    private record Place(TenantId tenant, JobId id) {}

    private static final class Kept {
        private final Part part;
        private final byte[] content;

        Kept(Part part, byte[] content) {
            this.part = part;
            this.content = content;
        }
    }

    @Override
    public void add(TenantScope scope, Archive archive) {
        archives.put(place(scope, archive.id()), archive);
    }

    @Override
    public Optional<Archive> find(TenantScope scope, JobId id) {
        return Optional.ofNullable(archives.get(place(scope, id)));
    }

    @Override
    public List<Archive> list(TenantScope scope, Actor owner, Instant now) {
        return archives.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(scope.id()))
                .map(Map.Entry::getValue)
                .filter(archive -> archive.owner().equals(owner) && now.isBefore(archive.expiresAt()))
                .sorted(Comparator.comparing(
                                (Archive archive) -> archive.id().value().toString())
                        .reversed())
                .toList();
    }

    @Override
    public int count(TenantScope scope, Instant now) {
        return (int) archives.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(scope.id())
                        && now.isBefore(entry.getValue().expiresAt()))
                .count();
    }

    @Override
    public boolean update(TenantScope scope, Archive archive) {
        return archives.replace(place(scope, archive.id()), archive) != null;
    }

    @Override
    public void put(TenantScope scope, JobId id, Part part, byte[] deflated) {
        parts.computeIfAbsent(place(scope, id), place -> new TreeMap<>())
                .put(part.number(), new Kept(part, deflated.clone()));
    }

    @Override
    public List<Part> parts(TenantScope scope, JobId id, int after, int limit) {
        return kept(scope, id).values().stream()
                .map(kept -> kept.part)
                .filter(part -> part.number() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<byte[]> content(TenantScope scope, JobId id, int number) {
        return Optional.ofNullable(kept(scope, id).get(number)).map(kept -> kept.content.clone());
    }

    @Override
    public boolean remove(TenantScope scope, JobId id) {
        parts.remove(place(scope, id));
        return archives.remove(place(scope, id)) != null;
    }

    @Override
    public int prune(TenantScope scope, Instant now, int limit) {
        List<JobId> expired = archives.values().stream()
                .filter(archive -> !now.isBefore(archive.expiresAt()))
                .map(Archive::id)
                .toList();
        return (int) expired.stream().filter(id -> remove(scope, id)).count();
    }

    private Map<Integer, Kept> kept(TenantScope scope, JobId id) {
        return parts.getOrDefault(place(scope, id), Map.of());
    }

    private static Place place(TenantScope scope, JobId id) {
        return new Place(scope.id(), id);
    }
}
