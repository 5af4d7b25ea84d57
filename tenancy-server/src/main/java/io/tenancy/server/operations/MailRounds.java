package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.account.MailDelivery;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the mails that are due, again and again while the server runs. A round that fails is logged, and the next comes. */
public final class MailRounds implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(MailRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ROUNDS_BETWEEN_LOOKS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MailDelivery delivery;
    private final Counter mails;
    private final ScheduledExecutorService executor;

    /** How many wait, as of the last look; no number where the database could not say. */
    private volatile double waiting = Double.NaN;

    private int rounds;

    public MailRounds(MailDelivery delivery, PrometheusRegistry metrics) {
        this.delivery = requireNonNull(delivery);
        this.mails = Counter.builder()
                .name("tenancy_mails_total")
                .help("Mails by what has become of them; one that is postponed is counted each time.")
                .labelNames("result")
                .register(metrics);
        GaugeWithCallback.builder()
                .name("tenancy_mails_waiting")
                .help("Mails that wait to be sent, on all nodes together.")
                .callback(gauge -> {
                    double known = waiting; // a scrape asks no database, and does not fail where it is away
                    if (!Double.isNaN(known)) {
                        gauge.call(known);
                    }
                })
                .register(metrics);
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mail");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        // The future is of no use: run() lets nothing out that could end the series.
        var unused =
                executor.scheduleWithFixedDelay(this::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            executor.shutdownNow();
        }
    }

    private void run() {
        if (rounds++ % ROUNDS_BETWEEN_LOOKS == 0) {
            look();
        }
        try {
            delivery.run()
                    .forEach((result, count) -> mails.labelValues(result.name().toLowerCase(Locale.ROOT))
                            .inc(count));
        } catch (RuntimeException | Error e) {
            LOG.warn("Mails cannot be sent now; it is tried again in {}.", PAUSE, e);
        }
    }

    private void look() {
        try {
            waiting = delivery.waiting();
        } catch (RuntimeException | Error e) {
            waiting = Double.NaN;
            LOG.debug("It is not known how many mails wait.", e);
        }
    }
}
