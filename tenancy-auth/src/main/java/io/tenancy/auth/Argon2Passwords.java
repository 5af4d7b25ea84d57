package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.credential.Passwords;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Password hashes by argon2id, of which a bounded number is computed at once. Those of other kinds, which were made
 * elsewhere, are verified and out of date.
 */
final class Argon2Passwords implements Passwords {
    private final WaitingRoom room;
    private final HashCost cost;
    private final SecureRandom random;
    private final Argon2Hash decoy;

    Argon2Passwords(WaitingRoom room, HashCost cost, SecureRandom random) {
        this.room = requireNonNull(room);
        this.cost = requireNonNull(cost);
        this.random = requireNonNull(random);
        this.decoy = Argon2Hash.decoy(cost, random);
        FastestArgon2.get(); // is chosen, and said, before the first sign-in
    }

    @Override
    public String hash(Secret password) {
        return room.enter(() -> Argon2Hash.of(password, cost, random)).phc();
    }

    @Override
    public boolean verify(Secret password, Optional<String> hash) {
        Optional<KeptHash> kept = hash.flatMap(KeptHash::read);
        boolean same = room.enter(() -> kept.orElse(decoy).matches(password));
        return same && kept.isPresent();
    }

    @Override
    public boolean isAcceptable(Secret hash) {
        return KeptHash.read(hash.reveal()).isPresent();
    }

    @Override
    public boolean isOutdated(String hash) {
        return Argon2Hash.parse(hash).filter(kept -> kept.costs(cost)).isEmpty();
    }
}
