package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

final class FastestArgon2Test {
    private static final Argon2 JAVA = new JavaArgon2();

    @Test
    void takesTheFirstLibraryThatMakesTheRightTags() {
        Argon2 right = library("right", Optional.empty());

        assertThat(FastestArgon2.among(
                        List.of(right, library("later", Optional.empty())).iterator()))
                .isSameAs(right);
    }

    @Test
    void refusesALibraryThatIsWrongForSomeInput() {
        Argon2 wrongForLanes = library("wrong", Optional.of(4));
        Argon2 right = library("right", Optional.empty());

        assertThat(FastestArgon2.among(List.of(wrongForLanes, right).iterator()))
                .isSameAs(right);
        assertThat(FastestArgon2.among(List.of(wrongForLanes).iterator())).isInstanceOf(JavaArgon2.class);
    }

    @Test
    void staysWithJavaWhereNoLibraryLoads() {
        assertThat(FastestArgon2.among(failing(new UnsatisfiedLinkError("libargon2.so.1: no such file"))))
                .isInstanceOf(JavaArgon2.class);
        assertThat(FastestArgon2.among(failing(new ServiceConfigurationError("broken"))))
                .isInstanceOf(JavaArgon2.class);
        assertThat(FastestArgon2.among(List.<Argon2>of().iterator())).isInstanceOf(JavaArgon2.class);
    }

    @Test
    void goesOnAfterALibraryThatFails() {
        Argon2 right = library("right", Optional.empty());

        assertThat(FastestArgon2.among(thenRight(failing(new UnsatisfiedLinkError("none")), right)))
                .isSameAs(right);
    }

    /** Computes as Java does, but for one number of lanes. */
    private static Argon2 library(String name, Optional<Integer> wrongFor) {
        return new Argon2() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public byte[] tag(byte[] password, byte[] salt, int memory, int passes, int lanes, int length) {
                byte[] other = wrongFor.filter(one -> one == lanes).isPresent() ? "other".getBytes(UTF_8) : password;
                return JAVA.tag(other, salt, memory, passes, lanes, length);
            }
        };
    }

    /** One library, which cannot be made. */
    private static Iterator<Argon2> failing(Error error) {
        return new Iterator<>() {
            private boolean asked;

            @Override
            public boolean hasNext() {
                return !asked;
            }

            @Override
            public Argon2 next() {
                asked = true;
                throw error;
            }
        };
    }

    private static Iterator<Argon2> thenRight(Iterator<Argon2> first, Argon2 second) {
        Iterator<Argon2> rest = List.of(second).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return first.hasNext() || rest.hasNext();
            }

            @Override
            public Argon2 next() {
                return first.hasNext() ? first.next() : rest.next();
            }
        };
    }
}
