package io.tenancy.argon2;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads for long computations, which give way to all others where that can be: on Linux, where each thread has a nice value of its
 * own. A thread cannot take its word back, so that these do nothing else. There are as many as have had work at the same time, which is
 * for whoever asks to bound; one without work for a minute ends.
 */
final class PoliteThreads {
    /** A ninth of the weight of an ordinary thread (sched(7)); and an ordinary one that wakes up does not wait for it. */
    static final int NICE = 10;

    private static final System.Logger LOG = System.getLogger(PoliteThreads.class.getName());
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private final Optional<Scheduling> scheduling;
    private final AtomicInteger made = new AtomicInteger();
    private final Executor threads = Executors.newCachedThreadPool(this::make);

    PoliteThreads(Optional<Scheduling> scheduling) {
        this.scheduling = scheduling;
    }

    /** What is called of the system. */
    interface Scheduling extends Library {
        int getpriority(int which, int who);

        int setpriority(int which, int who, int value);
    }

    /** Threads that give way where the system lets them, and ordinary ones elsewhere. */
    static PoliteThreads here() {
        return new PoliteThreads(scheduling());
    }

    private static Optional<Scheduling> scheduling() {
        if (!Platform.isLinux()) {
            return Optional.empty(); // elsewhere it is the whole process that gives way
        }
        try {
            return Optional.of(Native.load(Platform.C_LIBRARY_NAME, Scheduling.class));
        } catch (UnsatisfiedLinkError unknownC) {
            return Optional.empty();
        }
    }

    private Thread make(Runnable work) {
        Runnable polite = () -> {
            try {
                scheduling.ifPresent(PoliteThreads::giveWay);
            } catch (LinkageError | RuntimeException noSuchCall) {
                LOG.log(Level.DEBUG, "Hashes of passwords do not give way to other threads.", noSuchCall);
            } finally {
                work.run(); // or who waits for it would do so for ever
            }
        };
        Thread thread = new Thread(null, polite, "argon2-" + made.incrementAndGet(), 0, false);
        thread.setContextClassLoader(PoliteThreads.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** A process that gives way more already stays as it is. */
    private static void giveWay(Scheduling system) {
        if (system.getpriority(PRIO_PROCESS, CALLING_THREAD) < NICE) {
            var unused = system.setpriority(PRIO_PROCESS, CALLING_THREAD, NICE);
        }
    }

    /** Computes by one of them, and waits for it whatever comes. */
    <T> T compute(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
