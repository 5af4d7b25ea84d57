package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the states that a thing has had over time somebody has seen, as a word of {@code A-Z a-z 0-9 _ -}. */
public record Version(String tag) {
    private static final int BYTES = 12;

    public Version {
        requireNonNull(tag);
    }

    /** The version of a record that counts its changes. */
    public static Version of(long number) {
        return new Version(String.valueOf(number));
    }

    /** The version of what does not count its changes: a digest of all that a change can change. */
    public static Version ofContent(Object... content) {
        String text = Stream.of(content)
                .map(Objects::toString)
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return new Version(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
    }
}
