package io.tenancy.core.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Slows down who guesses secrets. An attempt counts as failed before the secret is looked at, so that many at the same
 * time are no way around the limit; a success sets the counter of its subject back to zero. A subject that does not
 * exist is counted as any other. Each subject has one counter for strangers and one for each address from which it has
 * succeeded before, so that a stranger can lock the strangers out, and not the person. Without the store there is no
 * attempt.
 */
public final class Throttle {
    private static final String PURPOSE = "throttle";
    private static final Duration IDLE = Duration.ofDays(1);
    private static final Duration IDLE_ADDRESS = Duration.ofHours(1);
    private static final Duration BLOCKED = Duration.ofDays(30);
    private static final Duration FAMILIAR = Duration.ofDays(90);

    private final ThrottleStore store;
    private final ThrottlePolicy policy;
    private final MasterKey key;
    private final InstantSource clock;

    /** What is guessed. Each kind has counters of its own. */
    public enum Kind {
        PASSWORD,
        SECOND_FACTOR,
        CLIENT_SECRET,
        /** Nothing is guessed: mails that somebody asks for are counted. */
        MAIL,
        PASSKEY
    }

    /** What a counter is of; whatever a subject is called, its counter is that of no address. */
    private enum Of {
        SUBJECT,
        FAMILIAR,
        ADDRESS
    }

    public Throttle(ThrottleStore store, ThrottlePolicy policy, MasterKey key, InstantSource clock) {
        this.store = requireNonNull(store);
        this.policy = requireNonNull(policy);
        this.key = requireNonNull(key);
        this.clock = requireNonNull(clock);
    }

    /**
     * Makes one attempt, and lets the verification ask how it stands. It has failed if the verification throws, but for
     * {@link Unavailable}, which takes it back. At the cap there are attempts as before, each after its wait, and the
     * verification fails them all, see {@link Attempt#isTooSoon}.
     *
     * @param subject whose secret it is, in one spelling
     * @param address from where it is tried, as far as that is known
     * @throws Limited if there were too many failures, whether the subject exists or not
     */
    public <T> T attempt(Kind kind, String subject, Optional<String> address, Function<Attempt, T> verification) {
        return counted(kind, subject, address.map(Addresses::network), attempt -> {
            T result = verification.apply(attempt);
            if (attempt.isLocked()) {
                throw new IllegalStateException(
                        "A verification let somebody in after the last failure that is granted.");
            }
            return result;
        });
    }

    /**
     * As the other, for a secret that is too long to be guessed and whose subject strangers know: a failure counts at its
     * own address alone, and never locks. So nobody is kept out by failures elsewhere, and there is nothing to unlock.
     */
    public <T> T attemptHere(Kind kind, String subject, Optional<String> address, Supplier<T> verification) {
        Optional<String> network = address.map(Addresses::network);
        return counted(kind, subject + "\n" + network.orElse(""), network, attempt -> verification.get());
    }

    private <T> T counted(Kind kind, String subject, Optional<String> network, Function<Attempt, T> verification) {
        Attempt attempt = reserve(kind, subject, network);
        try {
            T result = verification.apply(attempt);
            attempt.succeed();
            return result;
        } catch (Unavailable busy) {
            attempt.withdraw(busy);
            throw busy;
        }
    }

    /**
     * Counts one of those things that are never right or wrong, and of which one gets only few.
     *
     * @throws Limited if there were too many
     */
    public void spend(Kind kind, String subject, Optional<String> address) {
        Instant now = clock.instant();
        Counter counter = ofSubject(kind, subject);
        Optional<Counter> place = address.map(Addresses::network).map(network -> ofAddress(kind, network));
        Map<String, Tally> tallies = tallies(Stream.of(Optional.of(counter), place));
        refuse(Optional.ofNullable(tallies.get(counter.digest())), now);
        refuse(place.map(Counter::digest).map(tallies::get), now);
        place.ifPresent(one -> count(one, policy.ofAddress(), now, IDLE_ADDRESS));
        var unused = count(counter, policy.ofSubject(), now, IDLE);
    }

    /** Lets a subject try anew, after its secret was replaced or somebody with authority said so. */
    public void unlock(Kind kind, String subject) {
        store.unlock(ofSubject(kind, subject).subject());
    }

    /** Forgets what nobody needs any more. */
    public void prune() {
        Instant now = clock.instant();
        store.prune(now.minus(IDLE), now.minus(BLOCKED), now.minus(FAMILIAR));
    }

    private Attempt reserve(Kind kind, String subject, Optional<String> network) {
        Instant now = clock.instant();
        Limits limits = policy.ofSubject();
        Counter stranger = ofSubject(kind, subject);
        Optional<Counter> familiar =
                network.map(place -> new Counter(digest(kind, Of.FAMILIAR, subject, place), stranger.subject()));
        Optional<Counter> address = network.map(place -> ofAddress(kind, place));
        Map<String, Tally> tallies = tallies(Stream.of(Optional.of(stranger), familiar, address));
        Counter counter =
                familiar.filter(known -> tallies.containsKey(known.digest())).orElse(stranger);
        Optional<Tally> before = Optional.ofNullable(tallies.get(counter.digest()));
        refuse(before, now);
        refuse(address.map(Counter::digest).map(tallies::get), now);
        if (address.isPresent()) {
            count(address.get(), policy.ofAddress(), now, IDLE_ADDRESS);
        }
        int number = count(counter, limits, now, BLOCKED);
        return new Attempt(new Counters(stranger, counter, familiar, address), number, before, now);
    }

    private Map<String, Tally> tallies(Stream<Optional<Counter>> counters) {
        Set<String> digests =
                counters.flatMap(Optional::stream).map(Counter::digest).collect(Collectors.toUnmodifiableSet());
        return store.find(digests).stream().collect(Collectors.toUnmodifiableMap(Tally::digest, Function.identity()));
    }

    private int count(Counter counter, Limits limits, Instant now, Duration memory) {
        return store.reserve(counter, limits, now, now.minus(memory)).orElseThrow(() -> {
            // Others were quicker between the question and the reservation.
            Optional<Tally> tally =
                    store.find(Set.of(counter.digest())).stream().findAny();
            refuse(tally, now);
            return limited(limits.firstDelay());
        });
    }

    private static void refuse(Optional<Tally> tally, Instant now) {
        tally.flatMap(Tally::blockedUntil).filter(now::isBefore).ifPresent(until -> {
            throw limited(Duration.between(now, until));
        });
    }

    private static Limited limited(Duration wait) {
        return new Limited("login.throttled", wait);
    }

    private Counter ofSubject(Kind kind, String subject) {
        String digest = digest(kind, Of.SUBJECT, subject, "");
        return new Counter(digest, digest);
    }

    private Counter ofAddress(Kind kind, String network) {
        String digest = digest(kind, Of.ADDRESS, "", network);
        return new Counter(digest, digest);
    }

    private String digest(Kind kind, Of of, String subject, String place) {
        String text = String.join("\n", kind.name(), of.name(), subject, place);
        return HexFormat.of().formatHex(key.mac(PURPOSE, text.getBytes(UTF_8)));
    }

    private record Counters(Counter stranger, Counter used, Optional<Counter> familiar, Optional<Counter> address) {}

    /** An attempt that is going on. */
    public final class Attempt {
        private final Counters counters;
        private final int number;
        private final Optional<Tally> before;
        private final Instant at;

        private Attempt(Counters counters, int number, Optional<Tally> before, Instant at) {
            this.counters = counters;
            this.number = number;
            this.before = before;
            this.at = at;
        }

        /**
         * Whether this attempt comes too soon where fewer failures are allowed than everywhere, or after the last one that
         * is granted. It is the verification's to fail then, as for a wrong secret: a refusal of its own would tell that
         * the subject exists, or that nobody has to wait for it any more.
         */
        public boolean isTooSoon(int failures) {
            if (isLocked()) {
                return true;
            }
            Limits strict = new Limits(failures, policy.firstDelay(), policy.longestDelay());
            return number > failures
                    && before.filter(tally -> !at.isBefore(tally.lastAt().plus(strict.delay(number - 1))))
                            .isEmpty();
        }

        /** Whether there is a wait after this attempt if it fails, where so many failures are allowed. */
        public boolean isLast(int failures) {
            return number >= Math.min(failures, policy.failures());
        }

        private boolean isLocked() {
            return number > policy.cap();
        }

        private void succeed() {
            store.succeed(counters.stranger(), counters.familiar(), at);
            counters.address().ifPresent(address -> store.release(address, policy.ofAddress()));
        }

        private void withdraw(Unavailable reason) {
            try {
                store.release(counters.used(), policy.ofSubject());
                counters.address().ifPresent(address -> store.release(address, policy.ofAddress()));
            } catch (RuntimeException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
