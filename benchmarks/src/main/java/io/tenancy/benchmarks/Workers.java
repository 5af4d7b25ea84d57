package io.tenancy.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A number of threads that share a piece of work. */
final class Workers implements AutoCloseable {
    private final int count;
    private final ExecutorService threads;

    Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    interface Task {
        void run(int number) throws Exception;
    }

    /** Runs a task so many times, each time with another number, and gives the time of each in nanoseconds. */
    List<Long> times(int tasks, Task task) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> running = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            running.add(threads.submit(() -> {
                for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
                    long start = System.nanoTime();
                    task.run(number);
                    times.add(System.nanoTime() - start);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        return times;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
