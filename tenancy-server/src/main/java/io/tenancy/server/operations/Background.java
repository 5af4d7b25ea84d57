package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.core.task.TaskWatch;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of everything that the server does without a request. One looks again and again for what is due, a bounded
 * number of others do it; what finds none of them free waits for the next look.
 */
public final class Background implements Managed, ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TaskRounds rounds;
    private final TaskWatch watch;
    private final Duration interval;
    private final ScheduledExecutorService looking;
    private final ExecutorService working;
    private boolean failing;

    /**
     * Threads for these rounds.
     *
     * @param threads how many tasks run at the same time at most
     * @param interval from the end of one look to the next
     */
    public Background(TaskRounds rounds, TaskWatch watch, int threads, Duration interval) {
        this.rounds = requireNonNull(rounds);
        this.watch = requireNonNull(watch);
        this.interval = requireNonNull(interval);
        this.looking = Executors.newSingleThreadScheduledExecutor(named("tasks"));
        this.working =
                new ThreadPoolExecutor(0, threads, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), named("task"));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins when requests are answered: what is due at a start would keep the first of them waiting. */
    @Override
    public void serverStarted(Server server) {
        // The future is of no use: look() lets nothing out that could end the series.
        var unused = looking.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What runs is asked to end, and interrupted if it does not; its leases are renewed until then. */
    @Override
    public void stop() throws InterruptedException {
        rounds.stop();
        working.shutdown();
        if (!working.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            rounds.interrupt();
            var unused = working.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        looking.shutdownNow();
    }

    private void look() {
        try {
            rounds.round(working, watch);
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                LOG.warn("Tasks of the cluster do not begin on this node while the catalogue cannot be asked.", e);
            }
            failing = true;
        }
    }
}
