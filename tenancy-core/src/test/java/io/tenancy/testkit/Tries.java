package io.tenancy.testkit;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Tries a property with values that nobody chose, others in each run. A failure names the seed of its values, and
 * {@code -Dsurefire.args=-Dtenancy.seed=…} tries that seed alone.
 */
public final class Tries {
    private static final long[] CORNERS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32};

    private Tries() {}

    /** Tries a property so many times, each time with a source of values for that time. */
    public static void of(int tries, Consumer<Random> property) {
        Optional<Long> known =
                Optional.ofNullable(System.getProperty("tenancy.seed")).map(Long::valueOf);
        known.map(LongStream::of)
                .orElseGet(() -> new SecureRandom().longs(tries))
                .forEach(seed -> with(seed, property));
    }

    /** Any number, and every tenth time one from the edges. */
    public static long number(Random random) {
        return random.nextInt(10) == 0 ? CORNERS[random.nextInt(CORNERS.length)] : random.nextLong();
    }

    /** Up to so many units of any text, half characters and characters that are none included. */
    public static String text(Random random, int longest) {
        int length = random.nextInt(longest + 1);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(unit(random));
        }
        return text.toString();
    }

    /** Any unit of a text, and often one of those that people write. */
    public static char unit(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(0x80);
            case 1 -> (char) random.nextInt(0x600);
            default -> (char) random.nextInt(Character.MAX_VALUE + 1);
        };
    }

    private static void with(long seed, Consumer<Random> property) {
        try {
            property.accept(new Random(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("The property fails with -Dtenancy.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
