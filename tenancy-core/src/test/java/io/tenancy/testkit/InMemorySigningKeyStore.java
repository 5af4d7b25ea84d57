package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyId;
import io.tenancy.core.key.SigningKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Signing keys in memory. */
record InMemorySigningKeyStore(InMemoryTables tables) implements SigningKeyStore {
    @Override
    public List<SigningKey> list() {
        return step(() -> all().sorted(
                        Comparator.comparing(SigningKey::createdAt).reversed().thenComparing(SigningKey::kid))
                .toList());
    }

    @Override
    public boolean addFirst(SigningKey key) {
        return addOnly(key, State.ACTIVE);
    }

    @Override
    public boolean addNext(SigningKey key) {
        return addOnly(key, State.NEXT);
    }

    @Override
    public boolean rotate(String next, Instant at) {
        return step(() -> {
            Optional<SigningKey> active = in(State.ACTIVE);
            Optional<SigningKey> wanted = in(State.NEXT).filter(key -> key.kid().equals(next));
            boolean rotates = active.isPresent() && wanted.isPresent();
            if (rotates) {
                put(active.get().in(State.RETIRED, at));
                put(wanted.get().in(State.ACTIVE, at));
            }
            return rotates;
        });
    }

    @Override
    public Optional<State> revoke(String kid, Instant at) {
        return step(() -> {
            Optional<State> state = all().filter(key -> key.kid().equals(kid))
                    .map(SigningKey::state)
                    .findAny();
            tables.signingKeys.removeIf(CATALOGUE, key -> key.kid().equals(kid));
            if (state.equals(Optional.of(State.ACTIVE))) {
                in(State.NEXT).ifPresent(next -> put(next.in(State.ACTIVE, at)));
            }
            return state;
        });
    }

    @Override
    public int removeRetired(Instant before) {
        return step(() -> {
            long kept = all().count();
            tables.signingKeys.removeIf(
                    CATALOGUE,
                    key -> key.state() == State.RETIRED && key.since().isBefore(before));
            return (int) (kept - all().count());
        });
    }

    private boolean addOnly(SigningKey key, State state) {
        return step(() -> {
            boolean none = in(state).isEmpty();
            if (none) {
                put(key);
            }
            return none;
        });
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }

    private Stream<SigningKey> all() {
        return tables.signingKeys.all(CATALOGUE);
    }

    private Optional<SigningKey> in(State state) {
        return all().filter(key -> key.state() == state).findAny();
    }

    private void put(SigningKey key) {
        tables.signingKeys.put(CATALOGUE, SigningKeyId.of(key.kid()).value(), key);
    }
}
