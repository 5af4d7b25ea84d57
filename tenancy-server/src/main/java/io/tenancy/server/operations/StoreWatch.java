package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each store again and again while the server runs, each by a thread of its own, so that one which hangs keeps
 * no other waiting. The start waits for the first looks, and not longer than a store may take that does not answer.
 */
public final class StoreWatch implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final List<String> NOT_SEEN = List.of("It was not looked at yet.");

    private final Function<String, List<String>> look;
    private final Duration interval;
    private final Map<String, List<String>> problems = new ConcurrentHashMap<>();
    private final CountDownLatch firstLooks;
    private final ScheduledExecutorService executor;

    /**
     * @param look answers for the name of a store what is wrong with it
     * @param interval the time from the end of a look to the next at the same store
     */
    public StoreWatch(List<String> stores, Function<String, List<String>> look, Duration interval) {
        this.look = requireNonNull(look);
        this.interval = requireNonNull(interval);
        this.firstLooks = new CountDownLatch(stores.size());
        this.executor = Executors.newScheduledThreadPool(stores.size(), task -> {
            Thread thread = new Thread(task, "store-watch");
            thread.setDaemon(true);
            return thread;
        });
        stores.forEach(store -> problems.put(store, NOT_SEEN));
    }

    /** What is wrong with each store, nothing where it is served. */
    Map<String, List<String>> problems() {
        return new TreeMap<>(problems);
    }

    @Override
    public void start() throws InterruptedException {
        for (String store : problems.keySet()) {
            // The future is of no use: watch() lets nothing out that could end the series.
            var unused =
                    executor.scheduleWithFixedDelay(() -> watch(store), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!firstLooks.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some stores do not answer; the others are served.");
        }
    }

    @Override
    public void stop() {
        executor.shutdownNow();
    }

    private void watch(String store) {
        List<String> found = see(store);
        List<String> before = requireNonNull(problems.put(store, found));
        if (before == NOT_SEEN) {
            firstLooks.countDown();
        }
        if (!found.equals(before)) {
            if (found.isEmpty()) {
                LOG.info("The store {} is served.", store);
            } else {
                LOG.warn("The store {} is not in order: {}", store, String.join(" ", found));
            }
        }
    }

    private List<String> see(String store) {
        try {
            return look.apply(store);
        } catch (RuntimeException | Error e) {
            LOG.warn("A look at the store {} failed.", store, e);
            return List.of("It cannot be looked at.");
        }
    }
}
