package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.archive.Archive.Kind;
import io.tenancy.core.archive.Archive.Omission;
import io.tenancy.core.archive.TenantRows.Shape;
import io.tenancy.core.job.JobRefused;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.tenant.TenantScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes in archives, file by file, and refuses what is none, is broken, or does not fit the tables of this release. */
public final class Intake {
    /** A table that did not come along. */
    private static final String NOT_IMPORTED =
            "Rows of this table stay in the archive: they are of secrets, or of what happened in the tenant that it is"
                    + " of.";

    private final Gate gate;
    private final Archives archives;
    private final TenantRows rows;
    private final Jobs jobs;
    private final ImportJob job;

    public Intake(Gate gate, Archives archives, TenantRows rows, Jobs jobs, ImportJob job) {
        this.gate = requireNonNull(gate);
        this.archives = requireNonNull(archives);
        this.rows = requireNonNull(rows);
        this.jobs = requireNonNull(jobs);
        this.job = requireNonNull(job);
    }

    /** What was taken in, with its job, which is held. */
    Export take(TenantScope scope, Actor by, IdPolicy ids, Upload upload) {
        Manifest manifest = upload.manifest();
        Map<String, Shape> shapes = new HashMap<>();
        rows.tables(scope).forEach(shape -> shapes.put(shape.table(), shape));
        requireFit(scope, manifest, shapes);
        List<Omission> notes = notes(scope, manifest, shapes);
        Archive begun = act(scope, by, work -> {
            if (!rows.isNew(scope)) {
                throw new Conflict(
                        "import.tenant_not_new",
                        "Rows are brought into a new tenant only; this one has rows of its own.");
            }
            return archives.add(work, Kind.UPLOAD, Optional.empty(), Optional.of(ids), by);
        });
        try {
            return take(scope, by, begun.with(notes), manifest, shapes, upload);
        } catch (RuntimeException e) {
            act(scope, by, work -> archives.store().remove(scope, begun.id()));
            throw e;
        }
    }

    private Export take(
            TenantScope scope, Actor by, Archive begun, Manifest manifest, Map<String, Shape> shapes, Upload upload) {
        Archive archive = begun;
        for (Part part : manifest.parts()) {
            byte[] file = upload.next(part);
            if (file.length != part.bytes() || !Sha256.hex(file).equals(part.sha256())) {
                throw new Invalid("archive", "archive.checksum", "The checksum of " + part.name() + " is another one.");
            }
            if (Files.lines(file).size() != part.rows()) {
                throw new Invalid("archive", "archive.broken", "The rows of " + part.name() + " are more or fewer.");
            }
            if (isImported(shapes, part.table())) {
                archive = put(scope, by, archive, part, file);
            }
        }
        upload.end();
        return hold(scope, by, archive);
    }

    private Archive put(TenantScope scope, Actor by, Archive archive, Part part, byte[] file) {
        Part next =
                new Part(archive.parts() + 1, part.table(), part.columns(), part.rows(), part.bytes(), part.sha256());
        byte[] deflated = Files.deflate(file);
        act(scope, by, work -> {
            archives.store().put(scope, archive.id(), next, deflated);
            return next;
        });
        return archive.grown(1, file.length);
    }

    private Export hold(TenantScope scope, Actor by, Archive archive) {
        return gate.act(scope, by, work -> {
            Archive whole = archive.finished(archive.notes());
            archives.store().update(scope, whole);
            return Export.of(
                    whole, Optional.of(jobs.hold(work, whole.id(), job, by, "", 2 * Math.max(1, whole.parts()))));
        });
    }

    private void requireFit(TenantScope scope, Manifest manifest, Map<String, Shape> shapes) {
        if (manifest.version() != Manifest.VERSION) {
            throw new Invalid(
                    "archive", "archive.version", "This release reads archives of version " + Manifest.VERSION + ".");
        }
        if (!manifest.kind().equals("tenant")) {
            throw new Invalid("archive", "archive.kind", "This is no archive of a whole tenant.");
        }
        if (manifest.changelog() > rows.changelog()) {
            throw new Invalid("archive", "archive.newer", "A newer release has made this archive.");
        }
        requireRoom(manifest.parts());
        for (Part part : manifest.parts()) {
            if (!shapes.containsKey(part.table())) {
                throw new Invalid(
                        "archive", "archive.shape", "This deployment has no table of the name that a file is of.");
            }
        }
        Map<String, List<String>> columns = new HashMap<>();
        manifest.parts().stream()
                .filter(part -> isImported(shapes, part.table()))
                .forEach(part -> columns.put(part.table(), part.columns()));
        columns.forEach((table, names) -> requireShape(() -> rows.check(scope, table, names, List.of())));
    }

    private void requireRoom(List<Part> parts) {
        long bytes = 0;
        for (Part part : parts) {
            if (part.bytes() < 0
                    || part.bytes() > Part.MOST_BYTES_TAKEN
                    || part.rows() < 0
                    || part.rows() > Part.MOST_ROWS) {
                throw new Invalid("archive", "archive.too_large", "A file of the archive is too long.");
            }
            bytes += part.bytes();
        }
        if (parts.size() > ArchiveLimits.MOST_PARTS || bytes > archives.limits().mostBytes()) {
            throw new Invalid(
                    "archive",
                    "archive.too_large",
                    "An archive has at most " + ArchiveLimits.MOST_PARTS + " files and "
                            + archives.limits().mostBytes() + " bytes before it is compressed.");
        }
    }

    private static void requireShape(Runnable check) {
        try {
            check.run();
        } catch (JobRefused e) {
            throw new Invalid("archive", "archive.shape", e.detail());
        }
    }

    private static boolean isImported(Map<String, Shape> shapes, String table) {
        @Nullable Shape shape = shapes.get(table);
        return shape != null && shape.isImported();
    }

    private List<Omission> notes(TenantScope scope, Manifest manifest, Map<String, Shape> shapes) {
        List<Omission> notes = new ArrayList<>(rows.secrets(scope));
        manifest.parts().stream()
                .map(Part::table)
                .distinct()
                .filter(table -> !isImported(shapes, table))
                .forEach(table -> notes.add(new Omission(table, NOT_IMPORTED)));
        return notes;
    }

    /** What is nobody's change yet, and leaves no entry. */
    private <T> T act(TenantScope scope, Actor by, Function<Work, T> change) {
        return gate.act(scope, by, work -> {
            T result = change.apply(work);
            work.changedNothing();
            return result;
        });
    }
}
