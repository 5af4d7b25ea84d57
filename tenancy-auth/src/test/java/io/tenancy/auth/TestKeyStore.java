package io.tenancy.auth;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing keys in memory, which counts how often they are read and can be made to fail. */
final class TestKeyStore implements SigningKeyStore {
    final List<SigningKey> keys = new CopyOnWriteArrayList<>();
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

    /** Puts a changed copy of its first key in its place. */
    void replaceFirst(String kid, State state, String publicJwk, String encrypted) {
        SigningKey old = keys.get(0);
        keys.set(0, new SigningKey(kid, old.algorithm(), state, publicJwk, encrypted, old.createdAt()));
    }
}
