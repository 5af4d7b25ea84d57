package io.tenancy.testkit;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What parsers are tried with beside a fuzzer: neighbours of the seeds that lie in the resources of a fuzz test. */
public final class FuzzInputs {
    /** What parsers look for, and what they stumble over. */
    private static final byte[] SIGNS = "\0\t\n ,;:=\"'\\%&/.-_[]{}()*+|$~@019aAzZ\u007f\u0080\u00ff".getBytes(UTF_8);

    private FuzzInputs() {}

    /** The bytes as a text: UTF-8, or after 0xFF units of UTF-16, so that halves of surrogate pairs come too. */
    public static String text(byte[] data) {
        if (data.length > 0 && data[0] == (byte) 0xFF) {
            char[] units = new char[(data.length - 1) / 2];
            for (int i = 0; i < units.length; i++) {
                units[i] = (char) (((data[1 + 2 * i] & 0xFF) << Byte.SIZE) | (data[2 + 2 * i] & 0xFF));
            }
            return new String(units);
        }
        return new String(data, UTF_8);
    }

    /** Whether the text has whole characters only, so that every encoding brings it back. */
    public static boolean isWhole(String text) {
        return new String(text.getBytes(UTF_16BE), UTF_16BE).equals(text);
    }

    /**
     * Tries so many inputs, each a seed with a few changes.
     *
     * @param test the class whose resources have the seeds, in {@code <class>Inputs/<target>}
     */
    public static void neighbours(Class<?> test, String target, int tries, Consumer<byte[]> property) {
        List<byte[]> seeds = seeds(test, target);
        Tries.of(tries, random -> property.accept(neighbour(seeds, random)));
    }

    private static List<byte[]> seeds(Class<?> test, String target) {
        String name = test.getSimpleName() + "Inputs/" + target;
        try (Stream<Path> files = Files.list(Path.of(address(test, name)))) {
            return files.sorted().map(FuzzInputs::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("There are no seeds at " + name, e);
        }
    }

    private static URI address(Class<?> test, String name) {
        try {
            @Nullable URL url = test.getResource(name);
            return requireNonNull(url, "There are no seeds at " + name).toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] neighbour(List<byte[]> seeds, Random random) {
        byte[] input = any(seeds, random);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(input.length + 1);
            int to = from + random.nextInt(input.length - from + 1);
            byte[] middle = Arrays.copyOfRange(input, from, to);
            input = switch (random.nextInt(6)) {
                case 0 -> joined(head(input, from), tail(input, to));
                case 1 -> joined(head(input, to), middle, tail(input, to));
                case 2 -> joined(head(input, from), any(seeds, random), tail(input, to));
                case 3 -> joined(head(input, from), new byte[] {(byte) random.nextInt()}, tail(input, from));
                case 4 -> joined(head(input, from), sign(random), tail(input, Math.min(from + 1, input.length)));
                default -> joined(head(input, from), sign(random), tail(input, from));
            };
        }
        return input;
    }

    private static byte[] any(List<byte[]> seeds, Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] sign(Random random) {
        return new byte[] {SIGNS[random.nextInt(SIGNS.length)]};
    }

    private static byte[] head(byte[] input, int end) {
        return Arrays.copyOf(input, end);
    }

    private static byte[] tail(byte[] input, int start) {
        return Arrays.copyOfRange(input, start, input.length);
    }

    private static byte[] joined(byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
