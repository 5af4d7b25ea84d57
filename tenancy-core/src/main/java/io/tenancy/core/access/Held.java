package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What somebody holds, each thing for good or up to a time. Whoever remembers it for a while asks {@link #at} before each
 * use, so that nothing counts a moment longer than it was given for.
 *
 * @param lasting what is held for good
 * @param ending what is held up to a time, which is the first moment without it; nothing that is held for good too
 */
public record Held<T>(Set<T> lasting, Map<T, Instant> ending) {
    public Held(Set<T> lasting, Map<T, Instant> ending) {
        this.lasting = Set.copyOf(lasting);
        this.ending = ending.entrySet().stream()
                .filter(thing -> !lasting.contains(thing.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** These things for good. */
    public static <T> Held<T> lasting(Collection<T> things) {
        return new Held<>(Set.copyOf(things), Map.of());
    }

    /** These things up to a time, or for good where there is none. */
    public static <T> Held<T> of(Collection<T> things, Optional<Instant> until) {
        requireNonNull(things);
        return until.map(end -> new Held<>(
                        Set.of(),
                        things.stream().distinct().collect(Collectors.toUnmodifiableMap(thing -> thing, thing -> end))))
                .orElseGet(() -> lasting(things));
    }

    /** All of both; what both have, for as long as the longer of them. */
    public Held<T> and(Held<T> other) {
        Set<T> good = new HashSet<>(lasting);
        good.addAll(other.lasting);
        Map<T, Instant> passing = new HashMap<>(ending);
        other.ending.forEach((thing, end) -> passing.merge(thing, end, Held::later));
        return new Held<>(good, passing);
    }

    /** What of it is held at a time. */
    public Held<T> at(Instant now) {
        if (ending.isEmpty() || ending.values().stream().allMatch(now::isBefore)) {
            return this;
        }
        Map<T, Instant> left = new HashMap<>(ending);
        left.values().removeIf(end -> !now.isBefore(end));
        return new Held<>(lasting, left);
    }

    /** What of it is wanted. */
    public Held<T> only(Predicate<T> wanted) {
        if (areAll(lasting, wanted) && areAll(ending.keySet(), wanted)) {
            return this;
        }
        Map<T, Instant> passing = new HashMap<>(ending);
        passing.keySet().removeIf(wanted.negate());
        return new Held<>(lasting.stream().filter(wanted).collect(Collectors.toSet()), passing);
    }

    private static <T> boolean areAll(Set<T> things, Predicate<T> wanted) {
        for (T thing : things) {
            if (!wanted.test(thing)) {
                return false;
            }
        }
        return true;
    }

    /** The same of other things. */
    public <U> Held<U> map(Function<T, U> other) {
        Map<U, Instant> passing = new HashMap<>();
        ending.forEach((thing, end) -> passing.merge(other.apply(thing), end, Held::later));
        return new Held<>(lasting.stream().map(other).collect(Collectors.toSet()), passing);
    }

    /** Every thing, whenever it ends. */
    public Set<T> all() {
        if (ending.isEmpty()) {
            return lasting;
        }
        Set<T> all = new HashSet<>(lasting);
        all.addAll(ending.keySet());
        return Set.copyOf(all);
    }

    /** Whether a thing is held at a time. */
    public boolean holds(T thing, Instant now) {
        Instant end = ending.get(thing);
        return lasting.contains(thing) || (end != null && now.isBefore(end));
    }

    /** When a thing ends; empty where it is held for good, or not at all. */
    public Optional<Instant> end(T thing) {
        return Optional.ofNullable(ending.get(thing));
    }

    /** Whether all of these are held at least up to a time, or for good where there is none. */
    public boolean covers(Collection<T> things, Optional<Instant> until) {
        return things.stream()
                .allMatch(thing -> lasting.contains(thing)
                        || until.filter(time -> {
                                    Instant end = ending.get(thing);
                                    return end != null && !end.isBefore(time);
                                })
                                .isPresent());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
