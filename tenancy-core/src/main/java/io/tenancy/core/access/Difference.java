package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One field of a thing before and after a change, as text: a list has its members in order, with commas between them. A
 * secret is never one.
 *
 * @param before empty where there was nothing
 * @param after empty where there is nothing any more
 */
public record Difference(String field, Optional<String> before, Optional<String> after) {
    private static final int LONGEST = 4_000;

    public Difference {
        requireNonNull(field);
        before = before.map(Difference::cut);
        after = after.map(Difference::cut);
    }

    public static Difference between(String field, Object before, Object after) {
        return new Difference(field, text(before), text(after));
    }

    public static Difference added(String field, Object after) {
        return new Difference(field, Optional.empty(), text(after));
    }

    public static Difference removed(String field, Object before) {
        return new Difference(field, text(before), Optional.empty());
    }

    /** Those of the differences that are some. */
    public static List<Difference> real(Difference... differences) {
        return List.of(differences).stream().filter(Difference::isReal).toList();
    }

    private boolean isReal() {
        return !Objects.equals(before, after);
    }

    private static Optional<String> text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(String::valueOf);
        }
        return Optional.of(
                value instanceof Collection<?> list
                        ? String.join(
                                ",", list.stream().map(String::valueOf).sorted().toList())
                        : String.valueOf(value));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
