package io.tenancy.core.once;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.once.Attempt.First;
import io.tenancy.core.once.Attempt.Repeated;
import io.tenancy.core.tenant.TenantScope;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Does a request once that comes with a key, whatever is lost on the way, and answers all others with the key as it was
 * answered. That the work is done is noted in the transaction of the work; its answer a moment later. What dies in between
 * leaves a request that is known to be done, with an answer that is known to be lost.
 */
public final class OnceService {
    /** For how long a request is thought to be under way. */
    public static final Duration LEASE = Duration.ofMinutes(1);

    /** Visible characters of ASCII, as the draft of the header has them. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final String HEADER = "Idempotency-Key";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FULL = Duration.ofMinutes(1);

    private final Gate gate;
    private final OnceStore store;
    private final MasterKey master;
    private final SecureRandom random;
    private final AnswerBox box;
    private final OncePolicy policy;
    private final OnceRoom room;
    private final InstantSource clock;

    public OnceService(
            Gate gate, OnceStore store, MasterKey master, SecureRandom random, OncePolicy policy, InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.store = requireNonNull(store);
        this.master = requireNonNull(master);
        this.random = requireNonNull(random);
        this.box = new AnswerBox(random);
        this.policy = requireNonNull(policy);
        this.room = new OnceRoom(store, policy);
        this.clock = requireNonNull(clock);
    }

    /**
     * Begins a request, or finds out that it has been begun.
     *
     * @param key what the client calls the request; of each person, API key and visit by itself
     * @param request all that is asked, so that a key stands for one request
     * @throws Conflict while the first is under way, and where it is done and its answer lost
     * @throws Invalid if the key has no good form, or stands for another request
     * @throws Limited if as much is kept of the tenant as may be, and this is not a part of it
     */
    public Attempt begin(Caller caller, String key, byte[] request) {
        if (!KEY.matcher(key).matches()) {
            throw new Invalid(
                    HEADER, "idempotency.key_malformed", "An Idempotency-Key is 1 to 255 visible characters of ASCII.");
        }
        String name = caller.tenant().value() + " " + who(caller) + " " + key;
        Instant now = clock.instant();
        KeptRequest mine = new KeptRequest(
                hex("idempotency key", name.getBytes(UTF_8)),
                hex("idempotency request", request),
                new UUID(random.nextLong(), random.nextLong()),
                now.plus(LEASE),
                now.plus(policy.life()),
                false,
                Optional.empty());
        byte[] secret = master.mac("idempotency answer", name.getBytes(UTF_8));
        return gate.keep(caller, scope -> begin(scope, caller, new Claimed(store, mine, secret), now));
    }

    private Attempt begin(TenantScope scope, Caller caller, Claimed claimed, Instant now) {
        KeptRequest mine = claimed.request();
        if (room.isFull(scope, now) && store.find(scope, mine.digest()).isEmpty()) {
            throw new Limited(
                    "idempotency.too_many", "The tenant has too many requests with an Idempotency-Key kept.", FULL);
        }
        if (store.claim(scope, mine, now)) {
            return new First(caller.once(claimed), claimed);
        }
        KeptRequest known = store.find(scope, mine.digest()).orElseThrow(OnceService::running);
        if (!known.fingerprint().equals(mine.fingerprint())) {
            throw new Invalid(HEADER, "idempotency.key_reused", "This Idempotency-Key was used for another request.");
        }
        if (known.answer().isEmpty() && known.worked() && !now.isBefore(known.leaseUntil())) {
            throw new Conflict(
                    "idempotency.answer_lost",
                    "The request with this key is done, and its answer was lost. Look for what it has made.");
        }
        return known.answer()
                .map(text -> new Repeated(box.open(claimed.key(), bound(scope, known.digest()), text)))
                .orElseThrow(OnceService::running);
    }

    /**
     * Keeps what was answered.
     *
     * @param repeatable whether the answer is kept where nothing was done; if not, the next request with the key is a first
     */
    public void end(Caller caller, Claimed claimed, boolean repeatable, Secret answer) {
        KeptRequest mine = claimed.request();
        boolean kept = gate.keep(caller, scope -> {
            if (!repeatable && store.release(scope, mine.digest(), mine.attempt())) {
                return true;
            }
            String sealed = box.seal(claimed.key(), bound(scope, mine.digest()), answer);
            return store.answer(scope, mine.digest(), mine.attempt(), sealed);
        });
        if (!kept) {
            throw new Conflict("idempotency.taken_over", "Another request with this key has begun.");
        }
    }

    /**
     * A person is the same in all of their sessions, which all may do the same. The keys of a service account may do different
     * things, and so may the visits of an operator: what a wide one was answered is not for a narrow one.
     */
    private static String who(Caller caller) {
        String actor = caller.actor().kind() + " " + caller.actor().id();
        return caller.user().isPresent() ? actor : actor + " " + caller.credential();
    }

    private String hex(String purpose, byte[] message) {
        return HexFormat.of().formatHex(master.mac(purpose, message));
    }

    private static String bound(TenantScope scope, String digest) {
        return scope.id().value() + " " + digest;
    }

    private static Conflict running() {
        return new Conflict("idempotency.running", "The request with this key is under way.", SOON);
    }
}
