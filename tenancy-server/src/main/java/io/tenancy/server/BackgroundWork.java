package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.Addresses;
import io.tenancy.core.archive.ArchivePruning;
import io.tenancy.core.archive.Archives;
import io.tenancy.core.archive.ErasureJob;
import io.tenancy.core.archive.ErasureService;
import io.tenancy.core.archive.ExportService;
import io.tenancy.core.archive.Intake;
import io.tenancy.core.archive.TenantArchiveService;
import io.tenancy.core.archive.TenantRows;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.invitation.ImportJob;
import io.tenancy.core.invitation.ImportLines;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.core.task.TaskService;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings.Background;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What goes on without a request: jobs of tenants, whose kinds are listed here, and tasks, see {@link BackgroundTasks}. */
final class BackgroundWork {
    private final Persistence stores;
    private final Gate gate;
    private final Cursors cursors;
    private final Jobs jobs;
    private final ImportLines lines;
    private final ImportJob imports;
    private final Archives archives;
    private final Intake intake;
    private final ErasureJob erasures;
    private final TenantDirectory directory;
    private final InstantSource clock;
    private final JobRunner runner;
    private final TaskRounds rounds;

    BackgroundWork(
            Persistence stores,
            Gate gate,
            TenantDirectory directory,
            ImportLines lines,
            Addresses addresses,
            JournalSealer sealer,
            Cursors cursors,
            Background settings,
            InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.gate = requireNonNull(gate);
        this.cursors = requireNonNull(cursors);
        this.lines = requireNonNull(lines);
        this.jobs = new Jobs(stores.jobs(), stores.jobQueue(), settings.jobsKept());
        this.imports = new ImportJob(stores.roles(), lines);
        TenantRows rows = stores.tenantRows(SettingKeys.installed().plain());
        this.directory = requireNonNull(directory);
        this.clock = requireNonNull(clock);
        this.archives = new Archives(stores.archives(), rows, jobs, settings.archives());
        io.tenancy.core.archive.ImportJob tenants =
                new io.tenancy.core.archive.ImportJob(rows, stores.archives(), stores.users(), addresses);
        this.intake = new Intake(gate, archives, rows, jobs, tenants);
        this.erasures = new ErasureJob(rows, stores.personalEntries(), sealer, new Holds(stores.holds()));
        List<JobKind> kinds = new ArrayList<>(archives.kinds());
        kinds.addAll(List.of(imports, tenants, erasures));
        this.runner = new JobRunner(gate, directory, jobs, kinds, clock);
        this.rounds = new TaskRounds(stores.tasks(), node(), clock);
    }

    ImportService imports() {
        return new ImportService(gate, stores.roles(), lines, jobs, imports);
    }

    BackgroundServices services() {
        return new BackgroundServices(new TaskService(gate, rounds), new JobService(gate, jobs, cursors));
    }

    RightsServices rights() {
        return new RightsServices(
                new ExportService(gate, stores.users(), archives),
                new TenantArchiveService(gate, directory, archives, intake, jobs),
                new ErasureService(gate, stores.users(), stores.roles(), jobs, erasures, new Holds(stores.holds())));
    }

    void pruneArchives(BooleanSupplier stopping) {
        var unused = new ArchivePruning(stores.tenants(), directory, stores.archives(), clock).run(stopping);
    }

    JobRunner runner() {
        return runner;
    }

    TaskRounds rounds() {
        return rounds;
    }

    /** The name of this node: that of its host, and the number of its process. */
    private static String node() {
        String process = "/" + ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + process;
        } catch (UnknownHostException e) {
            return "localhost" + process;
        }
    }
}
