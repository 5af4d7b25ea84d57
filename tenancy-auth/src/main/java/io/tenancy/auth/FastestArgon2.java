package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Chooses once what computes argon2id in this JVM. */
final class FastestArgon2 {
    private static final System.Logger LOG = System.getLogger(FastestArgon2.class.getName());

    /** Memory in KiB, passes, lanes and length of a tag with which a library has to show what it does. */
    private static final int[][] TRIED = {{64, 1, 1, 32}, {72, 3, 1, 32}, {256, 2, 1, 64}, {128, 2, 4, 16}};

    private FastestArgon2() {}

    /** The first library that is here and makes the same tags as Java, or Java. */
    static Argon2 get() {
        return Chosen.ONE;
    }

    /** The same among these, which may fail to load. */
    static Argon2 among(Iterator<Argon2> libraries) {
        Argon2 java = new JavaArgon2();
        while (true) {
            try {
                if (!libraries.hasNext()) {
                    return said(java);
                }
                Argon2 library = libraries.next();
                if (isRight(library, java)) {
                    return said(library);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                LOG.log(Level.INFO, "A library for argon2id is not used: {0}", reason(e));
            }
        }
    }

    private static Argon2 said(Argon2 chosen) {
        LOG.log(Level.INFO, "Passwords are hashed by {0}.", chosen.name());
        return chosen;
    }

    private static boolean isRight(Argon2 library, Argon2 java) {
        byte[] password = "correct horse battery staple".getBytes(UTF_8);
        byte[] salt = "salt of 16 bytes".getBytes(UTF_8);
        for (int[] cost : TRIED) {
            byte[] tag = library.tag(password, salt, cost[0], cost[1], cost[2], cost[3]);
            if (!Arrays.equals(tag, java.tag(password, salt, cost[0], cost[1], cost[2], cost[3]))) {
                LOG.log(
                        Level.ERROR,
                        "{0} computes another argon2id than RFC 9106 says, and is not used.",
                        library.name());
                return false;
            }
        }
        return true;
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static final class Chosen {
        static final Argon2 ONE = among(
                ServiceLoader.load(Argon2.class, Argon2.class.getClassLoader()).iterator());
    }
}
