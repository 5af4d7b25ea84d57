package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.account.MailDelivery;
import java.util.Locale;

/** Sends the mails that are due, a round each time that it is asked, and counts them. */
public final class MailRounds {

    private final MailDelivery delivery;
    private final Counter mails;

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
                .callback(gauge -> gauge.call((double) delivery.waiting()))
                .register(metrics);
    }

    /** One round. */
    public void run() {
        delivery.run()
                .forEach((result, count) -> mails.labelValues(result.name().toLowerCase(Locale.ROOT))
                        .inc(count));
    }
}
