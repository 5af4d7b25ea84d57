package io.tenancy.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class PoliteThreadsTest {
    private final PoliteThreads threads = PoliteThreads.here();

    @Test
    @EnabledOnOs(OS.LINUX)
    void giveWayAndLeaveOthersAsTheyAre() {
        int before = nice();

        assertThat(threads.compute(PoliteThreadsTest::nice)).isEqualTo(Math.max(before, PoliteThreads.NICE));
        assertThat(nice()).isEqualTo(before);
    }

    @Test
    void workWhereTheSystemHasNoSuchCall() {
        PoliteThreads ordinary = new PoliteThreads(Optional.of(new PoliteThreads.Scheduling() {
            @Override
            public int getpriority(int which, int who) {
                throw new UnsatisfiedLinkError("getpriority");
            }

            @Override
            public int setpriority(int which, int who, int value) {
                throw new UnsatisfiedLinkError("setpriority");
            }
        }));

        assertThat(ordinary.<Integer>compute(() -> 1)).isEqualTo(1);
    }

    @Test
    void areOthersThanTheOneThatWaits() {
        assertThat(threads.<Thread>compute(Thread::currentThread))
                .isNotEqualTo(Thread.currentThread())
                .satisfies(thread -> assertThat(thread.isDaemon()).isTrue())
                .satisfies(thread -> assertThat(thread.getName()).startsWith("argon2-"));
    }

    @Test
    void failAsTheWorkDoes() {
        IllegalStateException failure = new IllegalStateException("no memory");

        assertThatThrownBy(() -> threads.compute(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> threads.compute(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void areWaitedForByWhoIsInterruptedToo() {
        Thread.currentThread().interrupt();

        assertThat(threads.<Integer>compute(() -> 1)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The nice value of the calling thread: field 19 of proc(5). */
    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
