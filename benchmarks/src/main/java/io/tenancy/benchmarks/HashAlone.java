package io.tenancy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.tenancy.auth.Auth;
import io.tenancy.auth.HashCost;
import io.tenancy.auth.WaitingRoom;
import io.tenancy.core.credential.Passwords;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Verifies a password again and again in a JVM of its own, as many at once as a server does, and nothing else. */
public final class HashAlone {
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+)");

    private HashAlone() {}

    /**
     * What came of it.
     *
     * @param millis processor time of a hash
     * @param perSecond hashes
     */
    record Hashes(double millis, double perSecond) {}

    static Hashes measure(JavaProcess java, Duration time) throws IOException, InterruptedException {
        Process process = java.running(HashAlone.class.getName(), List.of(String.valueOf(time.toMillis())))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return RESULT.matcher(said)
                .results()
                .findFirst()
                .map(result -> {
                    double hashes = Long.parseLong(result.group(1));
                    return new Hashes(
                            Long.parseLong(result.group(2)) / 1e6 / hashes,
                            hashes * 1e9 / Long.parseLong(result.group(3)));
                })
                .orElseThrow(() -> new IllegalStateException("No hashes were computed: " + said));
    }

    /** Says how many hashes there were in so many milliseconds, after as many that do not count, and what they cost. */
    public static void main(String... arguments) throws Exception {
        long nanos = Duration.ofMillis(Long.parseLong(arguments[0])).toNanos();
        int parallel = Runtime.getRuntime().availableProcessors();
        Passwords passwords = Auth.passwords(new WaitingRoom(parallel, 0), HashCost.DEFAULT, new SecureRandom());
        String hash = passwords.hash(Inhabitants.password());
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Workers workers = new Workers(parallel)) {
            run(workers, parallel, passwords, hash, nanos);
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            long hashes = run(workers, parallel, passwords, hash, nanos);
            System.out.printf("RESULT %d %d %d%n", hashes, system.getProcessCpuTime() - cpu, System.nanoTime() - start);
        }
    }

    private static long run(Workers workers, int parallel, Passwords passwords, String hash, long nanos)
            throws Exception {
        long end = System.nanoTime() + nanos;
        LongAdder count = new LongAdder();
        var unused = workers.times(parallel, number -> {
            while (System.nanoTime() < end) {
                if (!passwords.verify(Inhabitants.password(), Optional.of(hash))) {
                    throw new IllegalStateException("A password is not that of its hash.");
                }
                count.increment();
            }
        });
        return count.sum();
    }
}
