package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Function;

/**
 * Remembers a bounded number of answers, each for a bounded time <em>since its question was asked</em>: however long the
 * database took, no answer that is given is older than the bound. Two threads may ask the same question at the same
 * time; neither waits for the other.
 */
final class Recent<K, V> {
    private final Cache<K, Answer<V>> answers;
    private final Ticker clock;
    private final long bound;

    Recent(int most, Duration bound, Ticker clock) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(bound)
                .ticker(clock)
                .build();
        this.clock = requireNonNull(clock);
        this.bound = bound.toNanos();
    }

    V get(K question, Function<K, V> source) {
        long now = clock.read();
        Answer<V> known = answers.getIfPresent(question);
        if (known != null && now - known.askedAt() < bound) {
            return known.value();
        }
        V value = source.apply(question);
        answers.put(question, new Answer<>(value, now));
        return value;
    }

    private record Answer<V>(V value, long askedAt) {}
}
