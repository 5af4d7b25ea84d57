package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.account.MailDelivery;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the mails that are due, a round each time that it is asked, and counts them. */
public final class MailRounds {
    private static final Logger LOG = LoggerFactory.getLogger(MailRounds.class);
    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    private final MailDelivery delivery;
    private final Counter mails;

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
    }

    /** One round. */
    public void run() {
        if (rounds++ % ROUNDS_BETWEEN_LOOKS == 0) {
            look();
        }
        delivery.run()
                .forEach((result, count) -> mails.labelValues(result.name().toLowerCase(Locale.ROOT))
                        .inc(count));
    }

    private void look() {
        try {
            waiting = delivery.waiting();
        } catch (RuntimeException e) {
            waiting = Double.NaN;
            LOG.debug("It is not known how many mails wait.", e);
        }
    }
}
