package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Remembers a bounded number of answers, each for a bounded time <em>since its question was asked</em>: however long the
 * database took, no answer that is given is older than the bound. Where all changes since then have been heard, up to a moment
 * within the bound, it is as good as new, and counts for longer. Two threads may ask the same question at the same
 * time; neither waits for the other.
 *
 * <p>Answers belong to subjects. When one has changed, no answer counts any more whose question was asked before, also
 * one that is still on its way.
 */
final class Recent<K, V> {
    /** Of so many subjects it is known when they have changed; then all answers are forgotten instead. */
    private static final int MOST_SUBJECTS = 10_000;

    private final Cache<K, Answer<V>> answers;
    private final Function<K, Object> subject;
    private final Ticker clock;
    private final long bound;
    private final long heard;
    private final AtomicLong changes = new AtomicLong();
    private final Map<Object, Long> changed = new ConcurrentHashMap<>();
    private volatile long allChanged;

    /**
     * @param subject whose change makes the answer to a question another one
     */
    Recent(int most, Duration bound, Ticker clock, Function<K, Object> subject) {
        this(most, bound, bound, clock, subject);
    }

    /**
     * @param heard how long an answer counts while changes are heard, the bound at least: what somebody changes by hand
     *     nobody tells
     */
    Recent(int most, Duration bound, Duration heard, Ticker clock, Function<K, Object> subject) {
        this.heard = Math.max(bound.toNanos(), heard.toNanos());
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(Duration.ofNanos(this.heard))
                .ticker(clock)
                .build();
        this.subject = requireNonNull(subject);
        this.clock = requireNonNull(clock);
        this.bound = bound.toNanos();
    }

    V get(K question, Function<K, V> source) {
        return get(question, source, Hearing.NONE);
    }

    /** The same where changes are heard. */
    V get(K question, Function<K, V> source, Hearing hearing) {
        long now = clock.read();
        long change = changes.get();
        Answer<V> known = answers.getIfPresent(question);
        if (known != null && isYoung(known, now, hearing) && known.change() >= lastChange(question)) {
            return known.value();
        }
        V value = source.apply(question);
        answers.put(question, new Answer<>(value, now, change));
        return value;
    }

    private boolean isYoung(Answer<V> known, long now, Hearing hearing) {
        long age = now - known.askedAt();
        return age < bound || (age < heard && hearing.covers(known.askedAt(), now, bound));
    }

    /** Says that a subject has changed. */
    synchronized void changed(Object which) {
        if (changed.size() >= MOST_SUBJECTS) {
            allChanged();
        } else {
            changed.merge(which, changes.incrementAndGet(), Math::max);
        }
    }

    /** Hears from now on of changes of tenants, who are the subjects. */
    void hearTenants(Changes told) {
        told.tell(
                change -> {
                    if (change.kind() == Change.Kind.TENANT) {
                        changed(change.tenantId());
                    }
                },
                this::allChanged);
    }

    /** Says that any subject may have changed. */
    synchronized void allChanged() {
        allChanged = changes.incrementAndGet();
        changed.clear();
        answers.invalidateAll();
    }

    private long lastChange(K question) {
        return Math.max(allChanged, changed.getOrDefault(subject.apply(question), 0L));
    }

    /**
     * An answer.
     *
     * @param change how many changes there had been when the question was asked
     */
    private record Answer<V>(V value, long askedAt, long change) {}
}
