package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.Sha256;
import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.archive.TenantRows.Ids;
import io.tenancy.core.archive.TenantRows.Shape;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.Refusal;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRefused;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the rows of an archive in a new tenant: looks at each file first, a file with each step, and then writes all of
 * them in one step, so that all are there or none. What the steps begin with is how many files were looked at.
 */
public final class ImportJob implements JobKind {
    private static final int PAGE = 500;

    private final TenantRows rows;
    private final ArchiveStore archives;
    private final UserStore users;
    private final Addresses addresses;

    /**
     * The kind on these ports.
     *
     * @param addresses hears of users before they are there
     */
    public ImportJob(TenantRows rows, ArchiveStore archives, UserStore users, Addresses addresses) {
        this.rows = requireNonNull(rows);
        this.archives = requireNonNull(archives);
        this.users = requireNonNull(users);
        this.addresses = requireNonNull(addresses);
    }

    @Override
    public String name() {
        return "tenant-import";
    }

    @Override
    public boolean restsWhileClosed() {
        return true;
    }

    @Override
    public Step step(Work work, Job job, Material material) {
        Archive archive =
                archives.find(work.scope(), job.id()).orElseThrow(() -> new JobRefused("The archive has expired."));
        int checked = material.checkpoint().isEmpty() ? 0 : Integer.parseInt(material.checkpoint());
        List<Part> next = archives.parts(work.scope(), job.id(), checked, 1);
        if (!next.isEmpty()) {
            Part part = next.get(0);
            List<String> lines = lines(work.scope(), job.id(), part);
            rows.check(work.scope(), part.table(), part.columns(), lines);
            if (part.table().equals("users")) {
                rows.texts(work.scope(), "email", lines).forEach(email -> addresses.add(work.scope(), email));
            }
            return new Step(String.valueOf(part.number()), 1, List.of(), false);
        }
        return new Step("", job.total() - job.done(), write(work, archive), true);
    }

    private List<Refusal> write(Work work, Archive archive) {
        work.lock("jobs");
        if (!rows.isNew(work.scope())) {
            throw new JobRefused("The tenant is not new any more: it has rows of its own.");
        }
        Writing writing = new Writing(work, archive);
        Map<String, List<Part>> parts = parts(work.scope(), archive.id());
        for (Shape shape : rows.tables(work.scope())) {
            if (shape.isImported()) {
                writing.write(parts.getOrDefault(shape.table(), List.of()));
            }
        }
        requireSeats(work);
        work.record("tenant.imported", work.scope().id(), Difference.added("rows", String.valueOf(writing.written)));
        return writing.refusals;
    }

    /** All users are there by now, so one more than one fewer is asked for. */
    private void requireSeats(Work work) {
        if (users.count(work.scope()) == 0) {
            return;
        }
        try {
            work.reserve(Entitlements.SEATS, scope -> users.count(scope) - 1);
        } catch (TenancyException e) {
            throw new JobRefused(e.detail());
        }
    }

    private Map<String, List<Part>> parts(TenantScope scope, JobId id) {
        Map<String, List<Part>> tables = new HashMap<>();
        Parts<Part> parts = new Parts<>(
                PAGE,
                (last, limit) ->
                        archives.parts(scope, id, last.map(Part::number).orElse(0), limit));
        parts.forEachRemaining(part ->
                tables.computeIfAbsent(part.table(), table -> new ArrayList<>()).add(part));
        return tables;
    }

    private List<String> lines(TenantScope scope, JobId id, Part part) {
        byte[] deflated = archives.content(scope, id, part.number())
                .orElseThrow(() -> new JobRefused("A file of the archive is gone."));
        byte[] file = Files.inflate(deflated, part.bytes());
        if (!Sha256.hex(file).equals(part.sha256())) {
            throw new JobRefused("The checksum of " + part.name() + " is another one.");
        }
        return Files.lines(file);
    }

    /** The one step that writes. */
    private final class Writing {
        private final TenantScope scope;
        private final Archive archive;
        private final Map<UUID, UUID> twins = new HashMap<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private long written;

        Writing(Work work, Archive archive) {
            this.scope = work.scope();
            this.archive = archive;
        }

        /** The files of one table. */
        void write(List<Part> parts) {
            for (Part part : parts) { // before any is written: a new tenant has few rows
                twins.putAll(rows.twins(scope, part.table(), lines(scope, archive.id(), part)));
            }
            for (Part part : parts) {
                List<String> lines = lines(scope, archive.id(), part);
                int some = rows.write(scope, part.table(), part.columns(), lines, ids());
                written += some;
                if (some < lines.size()) {
                    refusals.add(new Refusal(part.number(), "archive.rows_left_out"));
                }
            }
            for (Part part : parts) {
                rows.link(scope, part.table(), part.columns(), lines(scope, archive.id(), part), ids());
            }
        }

        private Ids ids() {
            return new Ids(archive.ids().orElseThrow(), scope.id().value().toString(), twins);
        }
    }
}
