package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.key.PublicKeys;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyMaker;
import io.tenancy.core.key.SigningKeyStore;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of the deployment, as this node knows them. What it knows is at most 1.5 s old: so long may a new key
 * be unknown, or a removed one be good, where nobody says that the keys have changed. Whatever is asked for, the store is
 * read no oftener than that, by one thread, while all others go on with what is known. Safe for use by many threads.
 */
public final class KeyRing implements PublicKeys, SigningKeyMaker {
    static final Duration STALENESS = Duration.ofMillis(1_500);

    /** Nobody goes on with what is older while another thread reads: that node was idle, and may have missed much. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());

    private final SigningKeyStore store;
    private final KeyCipher cipher;
    private final TokenAlgorithm algorithm;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Known known;

    KeyRing(SigningKeyStore store, KeyCipher cipher, TokenAlgorithm algorithm, InstantSource clock) {
        this.store = requireNonNull(store);
        this.cipher = requireNonNull(cipher);
        this.algorithm = requireNonNull(algorithm);
        this.clock = requireNonNull(clock);
    }

    /** Says that the keys have changed: what is known is old, whenever it was read. */
    public void changed() {
        changes.incrementAndGet();
    }

    @Override
    public SigningKey make(State state, Instant at) {
        return UsableKey.fresh(algorithm, state, cipher, at);
    }

    @Override
    public boolean opens(SigningKey key) {
        return opened(key).isPresent();
    }

    @Override
    public boolean isWanted(SigningKey key) {
        return key.algorithm().equals(algorithm.header());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if no active key can be opened with the master key of this node
     */
    @Override
    public String jwks() {
        return known().jwks();
    }

    UsableKey signer() {
        return known().signer();
    }

    Optional<VerifyingKey> find(String kid) {
        return Optional.ofNullable(known().byName().get(kid)).map(UsableKey::verifying);
    }

    private Known known() {
        Known last = known;
        if (last == null) {
            return first();
        }
        if (last.isFresh(clock.instant(), changes.get())) {
            return last;
        }
        if (last.isYoung(clock.instant(), BOUND)) {
            if (!reading.tryLock()) {
                return last;
            }
        } else {
            reading.lock();
        }
        try {
            return reread();
        } finally {
            reading.unlock();
        }
    }

    private Known first() {
        reading.lock();
        try {
            Known last = known;
            if (last == null) {
                last = read();
                known = last;
            }
            return last;
        } finally {
            reading.unlock();
        }
    }

    /** What is known stays known while the store cannot be read; the next try is due when that would be stale again. */
    private Known reread() {
        Known last = requireNonNull(known);
        if (last.isFresh(clock.instant(), changes.get())) {
            return last;
        }
        long heard = changes.get();
        Known next;
        try {
            next = read();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The signing keys cannot be read again; those known before stay in use.", e);
            next = last.at(clock.instant(), heard);
        }
        known = next;
        return next;
    }

    private Known read() {
        Instant now = clock.instant();
        long heard = changes.get();
        List<SigningKey> kept = store.list();
        if (kept.stream().noneMatch(key -> key.state() == State.ACTIVE)) {
            // Where another node was faster its key is read instead.
            store.addFirst(make(State.ACTIVE, now));
            kept = store.list();
        }
        return Known.of(
                kept.stream().map(this::opened).flatMap(Optional::stream).toList(), now, heard);
    }

    /** A key is opened once, and known from then on for as long as nothing of its row changes but the state. */
    private Optional<UsableKey> opened(SigningKey kept) {
        Known last = known;
        Optional<UsableKey> before = last == null
                ? Optional.empty()
                : Optional.ofNullable(last.byName().get(kept.kid())).flatMap(key -> key.as(kept));
        return before.isPresent() ? before : open(kept);
    }

    private Optional<UsableKey> open(SigningKey kept) {
        try {
            return Optional.of(UsableKey.open(kept, cipher));
        } catch (GeneralSecurityException e) {
            LOG.log(
                    Level.ERROR,
                    "The signing key " + kept.kid() + " cannot be opened, and its tokens are refused."
                            + " Either TENANCY_MASTER_KEY is not the one it was encrypted with, or it was altered.",
                    e);
            return Optional.empty();
        }
    }

    private record Known(Map<String, UsableKey> byName, UsableKey signer, String jwks, Instant at, long heard) {
        static Known of(List<UsableKey> keys, Instant at, long heard) {
            UsableKey signer = keys.stream()
                    .filter(key -> key.state() == State.ACTIVE)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "No active signing key can be opened: TENANCY_MASTER_KEY is not the one with which the"
                                    + " signing keys in the catalogue were encrypted."));
            JsonWebKeySet set =
                    new JsonWebKeySet(keys.stream().map(UsableKey::jwk).toList());
            return new Known(
                    keys.stream().collect(Collectors.toUnmodifiableMap(UsableKey::kid, Function.identity())),
                    signer,
                    set.toJson(OutputControlLevel.PUBLIC_ONLY),
                    at,
                    heard);
        }

        boolean isFresh(Instant now, long changes) {
            return heard == changes && isYoung(now, STALENESS);
        }

        /** Whether it was read so lately. A clock that was set back makes it old. */
        boolean isYoung(Instant now, Duration age) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }

        Known at(Instant later, long heardAnew) {
            return new Known(byName, signer, jwks, later, heardAnew);
        }
    }
}
