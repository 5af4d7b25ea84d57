package io.tenancy.server.config;

import io.tenancy.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds out what is wrong with a secret. The answers continue the sentence that its name begins, and never show it. */
final class WeakSecret {
    private static final int SHORTEST_PASSWORD = 16;
    private static final int FEWEST_CHARACTERS = 8;
    private static final int SHORTEST_KEY = 32;
    private static final int FEWEST_BYTES = 16;
    private static final String MAKE_ONE = "; make one with: openssl rand -base64 32";
    private static final List<String> EXAMPLES = List.of(
            "changeme", "replaceme", "password", "passw0rd", "secret", "example", "placeholder", "default", "123456");

    private WeakSecret() {}

    static Optional<String> inPassword(Secret password) {
        String text = password.reveal();
        if (text.isBlank()) {
            return Optional.of("is missing");
        }
        if (isExample(text)) {
            return Optional.of("is an example or a default" + MAKE_ONE);
        }
        if (text.length() < SHORTEST_PASSWORD) {
            return Optional.of("has fewer than " + SHORTEST_PASSWORD + " characters" + MAKE_ONE);
        }
        if (text.chars().distinct().count() < FEWEST_CHARACTERS) {
            return Optional.of("has fewer than " + FEWEST_CHARACTERS + " different characters" + MAKE_ONE);
        }
        return Optional.empty();
    }

    static Optional<String> inKey(Secret key) {
        String text = key.reveal().strip();
        if (text.isEmpty()) {
            return Optional.of("is missing" + MAKE_ONE);
        }
        if (isExample(text)) {
            return Optional.of("is an example or a default" + MAKE_ONE);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.of("is not base64" + MAKE_ONE);
        }
        if (bytes.length < SHORTEST_KEY) {
            return Optional.of("has fewer than " + SHORTEST_KEY + " bytes" + MAKE_ONE);
        }
        boolean monotonous =
                IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count() < FEWEST_BYTES;
        if (monotonous || isExample(new String(bytes, StandardCharsets.ISO_8859_1))) {
            return Optional.of("is not random" + MAKE_ONE);
        }
        return Optional.empty();
    }

    private static boolean isExample(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
        return EXAMPLES.stream().anyMatch(letters::contains);
    }
}
