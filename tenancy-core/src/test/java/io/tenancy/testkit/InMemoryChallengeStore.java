package io.tenancy.testkit;

import io.tenancy.core.mfa.Challenge;
import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Sign-ins that wait, in memory. */
record InMemoryChallengeStore(InMemoryTables tables) implements ChallengeStore {
    /** A challenge, and how often it was tried. */
    record Row(Challenge challenge, int tries) {}

    @Override
    public void add(TenantScope scope, Challenge challenge, Instant now) {
        tables.change(scope, () -> {
            tables.requireUser(scope, challenge.user());
            tables.challenges.removeIf(
                    scope.id(),
                    row -> row.challenge().user().equals(challenge.user())
                            && !now.isBefore(row.challenge().expiresAt()));
            tables.challenges.put(scope.id(), challenge.id(), new Row(challenge, 0));
        });
    }

    @Override
    public Optional<Challenge> find(
            TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries) {
        return tables.in(
                scope, () -> row(scope, id, purpose, digest, now, tries).map(Row::challenge));
    }

    @Override
    public Optional<Challenge> attempt(
            TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries) {
        return tables.in(scope, () -> {
            Optional<Row> row = row(scope, id, purpose, digest, now, tries);
            row.ifPresent(
                    known -> tables.challenges.put(scope.id(), id, new Row(known.challenge(), known.tries() + 1)));
            return row.map(Row::challenge);
        });
    }

    @Override
    public boolean take(TenantScope scope, UUID id) {
        return tables.in(scope, () -> {
            boolean known = tables.challenges.find(scope.id(), id).isPresent();
            tables.challenges.remove(scope.id(), id);
            return known;
        });
    }

    private Optional<Row> row(TenantScope scope, UUID id, Purpose purpose, String digest, Instant now, int tries) {
        return tables.challenges
                .find(scope.id(), id)
                .filter(row -> row.tries() < tries)
                .filter(row -> row.challenge().purpose() == purpose)
                .filter(row -> row.challenge().digest().equals(digest))
                .filter(row -> now.isBefore(row.challenge().expiresAt()));
    }
}
