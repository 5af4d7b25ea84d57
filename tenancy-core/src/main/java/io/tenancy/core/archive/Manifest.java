package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.audit.CanonicalJson;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What an archive says of itself.
 *
 * @param version of the form of archives
 * @param changelog how many changes the tables had had
 * @param kind {@code tenant} or {@code user}
 * @param parts its files, in order
 */
public record Manifest(int version, int changelog, String kind, UUID tenant, List<Part> parts) {
    /** The form that this release writes, and the only one that it reads. */
    public static final int VERSION = 1;

    public static final String FORMAT = "tenancy-archive";

    public Manifest {
        requireNonNull(kind);
        requireNonNull(tenant);
        parts = List.copyOf(parts);
    }

    /** The manifest of an archive as JSON. */
    static String text(TenantScope scope, Archive archive, int changelog, Iterable<Part> parts, Instant now) {
        Map<String, List<Part>> tables = new LinkedHashMap<>();
        parts.forEach(part ->
                tables.computeIfAbsent(part.table(), table -> new ArrayList<>()).add(part));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("version", (long) VERSION);
        manifest.put("kind", archive.kind().name().toLowerCase(Locale.ROOT));
        manifest.put(
                "tenant",
                Map.<String, Object>of(
                        "id", scope.id().value().toString(), "slug", scope.slug(), "name", scope.name()));
        archive.person().ifPresent(person -> manifest.put("user", person.toString()));
        manifest.put("changelog", (long) changelog);
        manifest.put("startedAt", archive.createdAt().toString());
        manifest.put("endedAt", now.toString());
        manifest.put(
                "tables",
                tables.entrySet().stream()
                        .map(table -> table(table.getKey(), table.getValue()))
                        .toList());
        manifest.put("leftOut", archive.notes().stream().map(Manifest::note).toList());
        return CanonicalJson.of(manifest);
    }

    private static Map<String, Object> table(String name, List<Part> parts) {
        return Map.<String, Object>of(
                "name", name,
                "columns", parts.get(0).columns(),
                "rows", parts.stream().mapToLong(Part::rows).sum(),
                "files", parts.stream().map(Manifest::file).toList());
    }

    private static Map<String, Object> file(Part part) {
        return Map.<String, Object>of(
                "name", part.name(), "rows", (long) part.rows(), "bytes", (long) part.bytes(), "sha256", part.sha256());
    }

    private static Map<String, Object> note(Archive.Omission note) {
        return Map.<String, Object>of("table", note.table(), "why", note.why());
    }
}
