package io.tenancy.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.access.Work;
import io.tenancy.core.archive.TenantRows.Lines;
import io.tenancy.core.archive.TenantRows.Shape;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRefused;
import java.util.List;

/** Makes an archive, a file with each step; what a step begins with is the table and the key of the last row. */
public final class ExportJob implements JobKind {
    private static final int PAGE = 500;

    /** The name of exports of whole tenants. */
    public static final String OF_TENANT = "tenant-export";

    /** The name of exports of single users. */
    public static final String OF_USER = "user-export";

    private final String name;
    private final TenantRows rows;
    private final ArchiveStore archives;
    private final ArchiveLimits limits;

    private ExportJob(String name, TenantRows rows, ArchiveStore archives, ArchiveLimits limits) {
        this.name = name;
        this.rows = requireNonNull(rows);
        this.archives = requireNonNull(archives);
        this.limits = requireNonNull(limits);
    }

    /** Exports of whole tenants. */
    public static ExportJob ofTenants(TenantRows rows, ArchiveStore archives, ArchiveLimits limits) {
        return new ExportJob(OF_TENANT, rows, archives, limits);
    }

    /** Exports of single users. */
    public static ExportJob ofUsers(TenantRows rows, ArchiveStore archives, ArchiveLimits limits) {
        return new ExportJob(OF_USER, rows, archives, limits);
    }

    @Override
    public String name() {
        return name;
    }

    /** Who does not pay keeps the right to this. */
    @Override
    public boolean restsWhileClosed() {
        return false;
    }

    @Override
    public Step step(Work work, Job job, Material material) {
        Archive archive = archives.find(work.scope(), job.id())
                .orElseThrow(() -> new JobRefused("The archive has expired before it was whole."));
        List<Shape> tables = rows.tables(work.scope());
        Place place = Place.of(material.checkpoint(), tables);
        int finished = 0;
        while (place.table() < tables.size()) {
            Shape shape = tables.get(place.table());
            Lines lines = rows.read(work.scope(), shape.table(), archive.person(), place.after(), Part.MOST_ROWS);
            place = lines.next().isEmpty() ? new Place(place.table() + 1, "") : new Place(place.table(), lines.next());
            finished += lines.next().isEmpty() ? 1 : 0;
            if (!lines.lines().isEmpty()) {
                put(work, archive, shape, lines.lines());
                return new Step(place.text(tables), Math.min(finished, job.total() - job.done()), List.of(), false);
            }
        }
        finish(work, archive);
        return new Step("", job.total() - job.done(), List.of(), true);
    }

    private void put(Work work, Archive archive, Shape shape, List<String> lines) {
        byte[] file = Files.of(lines);
        if (archive.bytes() + file.length > limits.mostBytes() || archive.parts() == ArchiveLimits.MOST_PARTS) {
            throw new JobRefused("The archive would be longer than " + limits.mostBytes() + " bytes.");
        }
        Part part = Part.of(archive.parts() + 1, shape.table(), shape.columns(), lines.size(), file);
        archives.put(work.scope(), archive.id(), part, Files.deflate(file));
        archives.update(work.scope(), archive.grown(1, file.length));
    }

    private void finish(Work work, Archive archive) {
        Archive whole = archive.finished(rows.secrets(work.scope()));
        Parts<Part> parts = new Parts<>(
                PAGE,
                (last, limit) -> archives.parts(
                        work.scope(), archive.id(), last.map(Part::number).orElse(0), limit));
        byte[] manifest = Manifest.text(work.scope(), whole, rows.changelog(), () -> parts, work.now())
                .getBytes(UTF_8);
        archives.put(work.scope(), archive.id(), Part.of(0, "", List.of(), 0, manifest), Files.deflate(manifest));
        archives.update(work.scope(), whole);
    }

    /** How far an export is: the next table, and the key of the last row of it. */
    private record Place(int table, String after) {
        static Place of(String checkpoint, List<Shape> tables) {
            if (checkpoint.isEmpty()) {
                return new Place(0, "");
            }
            String[] words = checkpoint.split("\n", 2);
            for (int number = 0; number < tables.size(); number++) {
                if (tables.get(number).table().equals(words[0])) {
                    return new Place(number, words[1]);
                }
            }
            return new Place(tables.size(), "");
        }

        /** Behind the last table there is the word of no table. */
        String text(List<Shape> tables) {
            return (table < tables.size() ? tables.get(table).table() : "") + "\n" + after;
        }
    }
}
