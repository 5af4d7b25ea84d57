package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.webhook.WebhookDelivery;
import io.tenancy.core.webhook.WebhookDelivery.Backlog;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells webhooks what is due, a round each time that it is asked, and counts. Several threads may ask at the same time. */
public final class WebhookRounds {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookRounds.class);
    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    private final WebhookDelivery delivery;
    private final Counter attempts;
    private final AtomicInteger rounds = new AtomicInteger();

    /** What waits, as of the last look; nothing where the database could not say. */
    private volatile @Nullable Backlog backlog;

    public WebhookRounds(WebhookDelivery delivery, PrometheusRegistry metrics) {
        this.delivery = requireNonNull(delivery);
        this.attempts = Counter.builder()
                .name("tenancy_webhook_attempts_total")
                .help("Attempts to tell a webhook of a change, by what has become of them.")
                .labelNames("result")
                .register(metrics);
        gauge(
                metrics,
                "tenancy_webhooks_due",
                "Webhooks that wait for their turn, on all nodes together.",
                Backlog::due);
        gauge(
                metrics,
                "tenancy_webhooks_lag_seconds",
                "How long the webhook has waited for its turn that has waited longest.",
                known -> known.lag().toMillis() / 1_000.0);
    }

    /** One round. */
    public void run(BooleanSupplier stopping) {
        if (rounds.getAndIncrement() % ROUNDS_BETWEEN_LOOKS == 0) {
            look();
        }
        delivery.run(stopping)
                .forEach((result, count) -> attempts.labelValues(result.name().toLowerCase(Locale.ROOT))
                        .inc(count));
    }

    /** A scrape asks no database, and does not fail where it is away. */
    private void gauge(PrometheusRegistry metrics, String name, String help, ToDoubleFunction<Backlog> number) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> {
                    Backlog known = backlog;
                    if (known != null) {
                        gauge.call(number.applyAsDouble(known));
                    }
                })
                .register(metrics);
    }

    private void look() {
        try {
            backlog = delivery.backlog();
        } catch (RuntimeException e) {
            backlog = null;
            LOG.debug("It is not known how many webhooks wait.", e);
        }
    }
}
