package io.tenancy.auth;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing keys in memory, which counts how often they are read and can be made to fail. */
final class TestKeyStore implements SigningKeyStore {
    volatile List<SigningKey> keys = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile Runnable beforeRead = () -> {};

    @Override
    public List<SigningKey> list() {
        reads.incrementAndGet();
        beforeRead.run();
        return List.copyOf(keys);
    }

    @Override
    public synchronized boolean addFirst(SigningKey key) {
        if (keys.stream().anyMatch(kept -> kept.state() == State.ACTIVE)) {
            return false;
        }
        return keys.add(key);
    }

    @Override
    public synchronized boolean addNext(SigningKey key) {
        if (keys.stream().anyMatch(kept -> kept.state() == State.NEXT)) {
            return false;
        }
        return keys.add(key);
    }

    @Override
    public synchronized boolean rotate(String next, Instant at) {
        boolean known = keys.stream().anyMatch(key -> key.kid().equals(next) && key.state() == State.NEXT);
        if (known) {
            List<SigningKey> rotated = keys.stream()
                    .map(key -> switch (key.state()) {
                        case NEXT -> key.in(State.ACTIVE, at);
                        case ACTIVE -> key.in(State.RETIRED, at);
                        case RETIRED -> key;
                    })
                    .toList();
            keys = new CopyOnWriteArrayList<>(rotated);
        }
        return known;
    }

    @Override
    public synchronized Optional<State> revoke(String kid, Instant at) {
        Optional<State> state = keys.stream()
                .filter(key -> key.kid().equals(kid))
                .map(SigningKey::state)
                .findAny();
        keys.removeIf(key -> key.kid().equals(kid));
        if (state.equals(Optional.of(State.ACTIVE))) {
            keys.replaceAll(key -> key.state() == State.NEXT ? key.in(State.ACTIVE, at) : key);
        }
        return state;
    }

    @Override
    public synchronized int removeRetired(Instant before) {
        int kept = keys.size();
        keys.removeIf(key -> key.state() == State.RETIRED && key.since().isBefore(before));
        return kept - keys.size();
    }

    /** Puts a changed copy of its first key in its place. */
    void replaceFirst(String kid, State state, String publicJwk, String encrypted) {
        SigningKey old = keys.get(0);
        keys.set(0, new SigningKey(kid, old.algorithm(), state, publicJwk, encrypted, old.createdAt(), old.since()));
    }
}
