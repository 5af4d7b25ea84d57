package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.ConnectionsSnapshot.Reason;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what becomes of connections. */
final class ConnectionCounts {
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final Map<Reason, LongAdder> closed = Stream.of(Reason.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), reason -> new LongAdder()));

    /** Somebody waits, until it is closed. */
    final class Waiting implements AutoCloseable {
        private Waiting() {
            waiting.incrementAndGet();
        }

        void inVain() {
            timeouts.increment();
        }

        @Override
        public void close() {
            waiting.decrementAndGet();
        }
    }

    Waiting waiting() {
        return new Waiting();
    }

    void opened() {
        opened.increment();
    }

    void closed(Reason reason) {
        requireNonNull(closed.get(reason)).increment();
    }

    ConnectionsSnapshot snapshot(int cap, int open, int idle) {
        return new ConnectionsSnapshot(
                cap,
                open,
                idle,
                waiting.get(),
                timeouts.sum(),
                opened.sum(),
                closed.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().sum())));
    }
}
