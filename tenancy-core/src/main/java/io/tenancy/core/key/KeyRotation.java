package io.tenancy.core.key;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.key.SigningKey.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves signing keys from next to active to retired. There is always a next key, published long before it signs, so that
 * a key can go at any time without a token that somebody cannot verify. Any number of nodes may do this at the same time.
 */
public final class KeyRotation {
    private final SigningKeyStore keys;
    private final SigningKeyMaker maker;
    private final KeyPolicy policy;

    public KeyRotation(SigningKeyStore keys, SigningKeyMaker maker, KeyPolicy policy) {
        this.keys = requireNonNull(keys);
        this.maker = requireNonNull(maker);
        this.policy = requireNonNull(policy);
    }

    /** Something that was done to a key. */
    public record Change(String action, SigningKeyId key) {
        static Change of(String action, String kid) {
            return new Change(action, SigningKeyId.of(kid));
        }
    }

    /** For how long others may keep the public keys without asking again. */
    public Duration cacheAge() {
        return policy.cacheAge();
    }

    public List<SigningKeyStatus> list() {
        return keys.list().stream().map(key -> SigningKeyStatus.of(key, policy)).toList();
    }

    /** Does what is due: makes a next key, rotates, removes what was retired for long enough. Says what it has done. */
    public List<Change> run(Instant now) {
        keys.removeRetired(now.minus(policy.kept()));
        List<SigningKey> known = keys.list();
        Optional<SigningKey> next = first(known, State.NEXT);
        Optional<SigningKey> unusable = next.filter(key -> !maker.opens(key) || !maker.isWanted(key));
        unusable.ifPresent(key -> keys.revoke(key.kid(), now));
        List<Change> changes = new ArrayList<>();
        if (unusable.isEmpty() && isDue(known, now)) {
            next.flatMap(key -> promote(key, now)).ifPresent(changes::add);
        }
        if (next.isEmpty() || unusable.isPresent() || !changes.isEmpty()) {
            keys.addNext(maker.make(State.NEXT, now));
        }
        return changes;
    }

    /**
     * Rotates now.
     *
     * @throws Conflict if the next key is not published for long enough
     */
    public Change rotate(Instant now) {
        SigningKey next = first(keys.list(), State.NEXT)
                .filter(maker::opens)
                .orElseThrow(() -> new Conflict("key.no_next", "There is no next key yet. Try again in a minute."));
        Change change = promote(next, now)
                .orElseThrow(() -> new Conflict(
                        "key.too_young",
                        "The next key has to be published until "
                                + next.since().plus(policy.published())
                                + ", so that everybody knows it. To be rid of a key at once, revoke it."));
        keys.addNext(maker.make(State.NEXT, now));
        return change;
    }

    /**
     * Removes a key, whose tokens are void within 2 s on every node. Where it was the active one, the next one signs at
     * once, or a new one where there is none.
     *
     * @throws NotFound if there is no such key
     */
    public Change revoke(String kid, Instant now) {
        State state = keys.revoke(kid, now).orElseThrow(() -> new NotFound("key"));
        if (state == State.ACTIVE && first(keys.list(), State.ACTIVE).isEmpty()) {
            keys.addFirst(maker.make(State.ACTIVE, now));
        }
        if (state != State.RETIRED) {
            keys.addNext(maker.make(State.NEXT, now));
        }
        return Change.of("key.revoked", kid);
    }

    private boolean isDue(List<SigningKey> known, Instant now) {
        return first(known, State.ACTIVE)
                .filter(key -> maker.isWanted(key)
                        && policy.end(key).filter(end -> !now.isBefore(end)).isEmpty())
                .isEmpty();
    }

    private Optional<Change> promote(SigningKey next, Instant now) {
        boolean known = !now.isBefore(next.since().plus(policy.published()));
        return known && keys.rotate(next.kid(), now)
                ? Optional.of(Change.of("key.rotated", next.kid()))
                : Optional.empty();
    }

    private static Optional<SigningKey> first(List<SigningKey> known, State state) {
        return known.stream().filter(key -> key.state() == state).findFirst();
    }
}
