package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.task.Schedule;
import io.tenancy.core.task.Task;
import io.tenancy.core.task.Task.Body;
import io.tenancy.core.task.Task.Reach;
import io.tenancy.server.config.Settings;
import io.tenancy.server.operations.BillerMetrics;
import io.tenancy.server.operations.MailRounds;
import io.tenancy.server.operations.TenantMigrations;
import io.tenancy.server.operations.WebhookRounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every task that the server has; there are no others, and none has a thread of its own. */
final class BackgroundTasks {
    /** From the start to the first housekeeping. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** So much of what is counted of requests a crash can lose. */
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTES = Duration.ofMinutes(10);
    private static final Duration HOURS = Duration.ofHours(1);
    /** A fleet of tenants takes as long as it takes. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration WEEK = Duration.ofDays(7);

    private final Assembly assembly;
    private final Settings settings;

    BackgroundTasks(Assembly assembly, Settings settings) {
        this.assembly = requireNonNull(assembly);
        this.settings = requireNonNull(settings);
    }

    List<Task> of(Services services, MailRounds mails, TenantMigrations migrations, PrometheusRegistry metrics) {
        Counter tenants = Counter.builder()
                .name("tenancy_housekeeping_tenants_total")
                .help("Tenants that the housekeeping has finished or erased.")
                .register(metrics);
        BillerMetrics biller = new BillerMetrics(metrics);
        List<Task> tasks = new ArrayList<>(List.of(
                kept(
                        "tenants",
                        "Finishes tenants that are half made, erases deleted ones.",
                        HOURS,
                        stopping -> tenants.inc(assembly.keepTenants())),
                kept(
                        "signing-keys",
                        "Publishes, changes and removes keys that sign tokens.",
                        MINUTES,
                        stopping -> services.signingKeys().run()),
                kept(
                        "subscriptions",
                        "Changes plans of tenants whose time has come.",
                        HOURS,
                        stopping -> assembly.changePlans()),
                new Task(
                        "domains",
                        "Looks in DNS whether domains are still those of their tenants.",
                        new Schedule.Every(MINUTES, MINUTES),
                        Reach.CLUSTER,
                        HOURS,
                        stopping -> assembly.watchDomains(stopping)),
                kept(
                        "throttles",
                        "Forgets failed sign-ins that do not count any more.",
                        MINUTES,
                        stopping -> assembly.pruneThrottles()),
                kept(
                        "kept-requests",
                        "Forgets answers to requests with an Idempotency-Key that are kept for long enough.",
                        MINUTES,
                        stopping -> assembly.pruneOnce()),
                kept(
                        "rate-windows",
                        "Forgets shared counters of requests that are over.",
                        MINUTES,
                        stopping -> assembly.pruneRates()),
                new Task(
                        "webhook-log",
                        "Forgets what was sent to webhooks long ago.",
                        new Schedule.Every(HOURS, SOON),
                        Reach.CLUSTER,
                        HOURS,
                        assembly::pruneDeliveries),
                new Task(
                        "archives",
                        "Forgets archives of tenants that have expired.",
                        new Schedule.Every(HOURS, SOON),
                        Reach.CLUSTER,
                        HOURS,
                        assembly::pruneArchives),
                new Task(
                        "key-uses",
                        "Writes down when API keys were used last.",
                        new Schedule.Every(settings.housekeeping(), SOON),
                        Reach.NODE,
                        MINUTES,
                        stopping -> assembly.writeKeyUses()),
                kept(
                        "dunning",
                        "Makes tenants that do not pay read-only, then suspends them.",
                        HOURS,
                        stopping -> assembly.dun()),
                new Task(
                        "invoices",
                        "Issues the invoices of periods that are over.",
                        new Schedule.Every(MINUTES, SOON),
                        Reach.CLUSTER,
                        HOURS,
                        stopping -> biller.issued(assembly.invoice(stopping))),
                kept(
                        "biller",
                        "Tells the outside biller who subscribes to what, and what was used.",
                        HOURS,
                        stopping -> biller.count(assembly.tellBiller(stopping))),
                kept(
                        "usage-events",
                        "Forgets usage events that are kept for long enough; their totals stay.",
                        HOURS,
                        stopping -> assembly.pruneUsage()),
                new Task(
                        "census",
                        "Counts the users of all tenants.",
                        new Schedule.Every(HOURS, SOON),
                        Reach.CLUSTER,
                        WEEK,
                        assembly::countUsers),
                new Task(
                        "request-counts",
                        "Writes down how many requests of each tenant this server has answered.",
                        new Schedule.Every(FLUSH, FLUSH),
                        Reach.NODE,
                        MINUTES,
                        stopping -> assembly.flushUsage()),
                new Task(
                        "tenant-migrations",
                        "Brings tenants whose own tables are behind this version along.",
                        new Schedule.Every(settings.housekeeping(), Duration.ZERO),
                        Reach.NODE,
                        WEEK,
                        stopping -> migrations.run()),
                new Task(
                        "journals",
                        "Seals the audit trails of tenants in which this server has changed something.",
                        new Schedule.Every(SECOND, SECOND),
                        Reach.NODE,
                        MINUTES,
                        stopping -> assembly.sealJournals()),
                new Task(
                        "journal-sweep",
                        "Seals audit trails that servers which crashed have left unsealed.",
                        new Schedule.Every(HOURS, SOON),
                        Reach.CLUSTER,
                        WEEK,
                        stopping -> assembly.sweepJournals(stopping)),
                new Task(
                        "journal-retention",
                        "Removes entries of audit trails that are older than tenants keep them.",
                        new Schedule.Every(DAY, SOON),
                        Reach.CLUSTER,
                        WEEK,
                        stopping -> assembly.pruneJournals(stopping)),
                new Task(
                        "mails",
                        "Sends mails; nodes share them.",
                        new Schedule.Every(SECOND, SECOND),
                        Reach.NODE,
                        HOURS,
                        stopping -> mails.run())));
        IntStream.rangeClosed(1, settings.background().jobThreads())
                .mapToObj(this::jobs)
                .forEach(tasks::add);
        WebhookRounds webhooks = new WebhookRounds(assembly.webhooks(), metrics);
        IntStream.rangeClosed(1, settings.webhooks().threads())
                .mapToObj(number -> webhooks(webhooks, number))
                .forEach(tasks::add);
        return tasks;
    }

    private Task kept(String name, String summary, Duration timeout, Body body) {
        return new Task(name, summary, new Schedule.Every(settings.housekeeping(), SOON), Reach.CLUSTER, timeout, body);
    }

    private Task webhooks(WebhookRounds rounds, int number) {
        return new Task(
                "webhooks-" + number,
                "Tells webhooks of tenants' changes; nodes share them.",
                new Schedule.Every(SECOND, SECOND),
                Reach.NODE,
                HOURS,
                rounds::run);
    }

    private Task jobs(int number) {
        return new Task(
                "jobs-" + number,
                "Does the steps of tenants' jobs; nodes share them.",
                new Schedule.Every(SECOND, SECOND),
                Reach.NODE,
                HOURS,
                stopping -> {
                    var unused = assembly.background().runner().run(stopping);
                });
    }
}
