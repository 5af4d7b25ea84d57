package io.tenancy.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A map of a bounded size for use by many threads, which forgets what was not asked for lately. It has two halves: when
 * the young one is full it becomes the old one, whose entries go unless they are asked for again. Nothing waits.
 */
final class Remembered<K, V> {
    private final int most;
    private volatile Halves<K, V> halves = new Halves<>(new ConcurrentHashMap<>(), Map.of());

    private record Halves<K, V>(Map<K, V> young, Map<K, V> old) {}

    Remembered(int most) {
        this.most = most;
    }

    Optional<V> find(K key) {
        Halves<K, V> now = halves;
        V found = now.young().get(key);
        if (found != null) {
            return Optional.of(found);
        }
        Optional<V> old = Optional.ofNullable(now.old().get(key));
        old.ifPresent(value -> put(key, value));
        return old;
    }

    void put(K key, V value) {
        Halves<K, V> now = halves;
        if (now.young().size() >= most / 2) {
            now = turn();
        }
        now.young().put(key, value);
    }

    /** How many there are, some of them twice. */
    int size() {
        Halves<K, V> now = halves;
        return now.young().size() + now.old().size();
    }

    private synchronized Halves<K, V> turn() {
        if (halves.young().size() >= most / 2) {
            halves = new Halves<>(new ConcurrentHashMap<>(), halves.young());
        }
        return halves;
    }
}
