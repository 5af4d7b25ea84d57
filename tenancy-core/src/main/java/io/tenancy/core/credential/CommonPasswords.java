package io.tenancy.core.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The passwords that most people choose, from a file beside this class; read once, when somebody first asks. */
final class CommonPasswords {
    private static final String FILE = "common-passwords.txt";

    private CommonPasswords() {}

    private static final class Loaded {
        static final Set<String> ALL = load();
    }

    /** Whether a text in lower case is one of them. */
    static boolean contain(String lower) {
        return Loaded.ALL.contains(lower);
    }

    static int count() {
        return Loaded.ALL.size();
    }

    private static Set<String> load() {
        try (@Nullable InputStream file = CommonPasswords.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("There is no " + FILE + " beside its class.");
            }
            return new BufferedReader(new InputStreamReader(file, UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
