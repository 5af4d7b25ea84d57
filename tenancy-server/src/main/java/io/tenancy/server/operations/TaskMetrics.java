package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tenancy.core.task.Task;
import io.tenancy.core.task.TaskWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the runs of tasks on this node end, as metrics, and in the log where one took long. */
public final class TaskMetrics implements TaskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final double NANOS = 1e9;

    private final InstantSource clock;
    private final Counter runs;
    private final Histogram durations;
    private final Gauge successes;

    public TaskMetrics(PrometheusRegistry metrics, InstantSource clock) {
        this.clock = requireNonNull(clock);
        this.runs = Counter.builder()
                .name("tenancy_task_runs_total")
                .help("Runs of a task on this node, by their result.")
                .labelNames("task", "result")
                .register(metrics);
        this.durations = Histogram.builder()
                .name("tenancy_task_duration_seconds")
                .help("How long the runs of a task took on this node.")
                .labelNames("task")
                .classicUpperBounds(0.01, 0.1, 1, 10, 60, 600, 3600)
                .classicOnly()
                .register(metrics);
        this.successes = Gauge.builder()
                .name("tenancy_task_last_success_timestamp_seconds")
                .help("When a task has last succeeded on this node, in seconds since 1970.")
                .labelNames("task")
                .register(metrics);
    }

    @Override
    public void ended(Task task, Duration took, Optional<Throwable> failure) {
        runs.labelValues(task.name(), failure.isPresent() ? "failed" : "done").inc();
        durations.labelValues(task.name()).observe(took.toNanos() / NANOS);
        if (failure.isEmpty()) {
            successes.labelValues(task.name()).set((double) clock.instant().getEpochSecond());
        }
        if (took.compareTo(LONG) > 0) {
            LOG.info("The task {} took {}.", task.name(), took);
        }
    }
}
