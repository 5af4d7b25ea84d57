package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.invitation.ImportJob;
import io.tenancy.core.invitation.ImportLines;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.job.JobRunner;
import io.tenancy.core.job.JobService;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.core.task.TaskService;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings.Background;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;

/** What goes on without a request: jobs of tenants, whose kinds are listed here, and tasks, see {@link BackgroundTasks}. */
final class BackgroundWork {
    private final Persistence stores;
    private final Gate gate;
    private final Cursors cursors;
    private final Jobs jobs;
    private final ImportLines lines;
    private final ImportJob imports;
    private final JobRunner runner;
    private final TaskRounds rounds;

    BackgroundWork(
            Persistence stores,
            Gate gate,
            TenantDirectory directory,
            ImportLines lines,
            Cursors cursors,
            Background settings,
            InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.gate = requireNonNull(gate);
        this.cursors = requireNonNull(cursors);
        this.lines = requireNonNull(lines);
        this.jobs = new Jobs(stores.jobs(), stores.jobQueue(), settings.jobsKept());
        this.imports = new ImportJob(stores.roles(), lines);
        this.runner = new JobRunner(gate, directory, jobs, List.of(imports), clock);
        this.rounds = new TaskRounds(stores.tasks(), node(), clock);
    }

    ImportService imports() {
        return new ImportService(gate, stores.roles(), lines, jobs, imports);
    }

    BackgroundServices services() {
        return new BackgroundServices(new TaskService(gate, rounds), new JobService(gate, jobs, cursors));
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
