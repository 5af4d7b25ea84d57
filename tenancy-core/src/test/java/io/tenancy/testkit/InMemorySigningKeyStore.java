package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import java.util.Comparator;
import java.util.List;

/** Signing keys in memory. */
record InMemorySigningKeyStore(InMemoryTables tables) implements SigningKeyStore {
    @Override
    public List<SigningKey> list() {
        return tables.transactions.step(
                CATALOGUE,
                () -> tables.signingKeys
                        .all(CATALOGUE)
                        .sorted(Comparator.comparing(SigningKey::createdAt).reversed())
                        .toList());
    }

    @Override
    public boolean addFirst(SigningKey key) {
        return tables.transactions.step(CATALOGUE, () -> {
            boolean first = tables.signingKeys.all(CATALOGUE).noneMatch(known -> known.state() == State.ACTIVE);
            if (first) {
                tables.signingKeys.put(CATALOGUE, TestTenants.newId(), key);
            }
            return first;
        });
    }
}
