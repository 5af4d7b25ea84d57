package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a tenant is not made ready, or not erased, for operators to read.
 *
 * @param reason a sentence of at most 500 characters, none of them a control character
 * @param attempts how often in a row this step has failed
 * @param retryAt when the housekeeping tries again: a minute later, and twice as late each time, up to an hour
 */
public record Failure(Step step, String reason, Instant at, int attempts, Instant retryAt) {
    private static final int LONGEST = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** What can fail between one status of a tenant and the next. */
    public enum Step {
        /** Making the place of its rows. */
        PLACE,
        /** Its roles and its first owner, in its place. */
        OWNER,
        /** Erasing its rows and its place. */
        ERASE
    }

    public Failure {
        requireNonNull(step);
        requireNonNull(reason);
        requireNonNull(at);
        requireNonNull(retryAt);
        if (attempts < 1) {
            throw new IllegalArgumentException("What failed was tried: " + attempts);
        }
    }

    /** The failure of a step, which may have failed before. */
    static Failure of(Step step, String reason, Optional<Failure> before, Instant now) {
        int attempts = 1
                + before.filter(known -> known.step() == step)
                        .map(Failure::attempts)
                        .orElse(0);
        return new Failure(step, printable(reason), now, attempts, now.plus(pause(attempts)));
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static String printable(String text) {
        return cut(text.codePoints()
                .map(character -> isPrintable(character) ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" {2,}", " ")
                .strip());
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
