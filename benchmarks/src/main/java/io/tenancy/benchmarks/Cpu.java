package io.tenancy.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The processor time that has been used so far, in milliseconds: the figure that holds on a noisy machine. That of
 * PostgreSQL is read from {@code /proc}, and is absent elsewhere than on Linux.
 *
 * @param server of this process
 * @param postgres of the server process and everything that it has started
 */
record Cpu(double server, OptionalDouble postgres) {
    /** Linux counts in hundredths of a second on every platform that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    static Cpu now(long postmaster) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cpu(system.getProcessCpuTime() / 1e6, ofPostgres(postmaster));
    }

    Cpu since(Cpu before) {
        return new Cpu(
                server - before.server,
                postgres.isPresent() && before.postgres.isPresent()
                        ? OptionalDouble.of(postgres.getAsDouble() - before.postgres.getAsDouble())
                        : OptionalDouble.empty());
    }

    Cpu plus(Cpu other) {
        return new Cpu(
                server + other.server,
                postgres.isPresent() && other.postgres.isPresent()
                        ? OptionalDouble.of(postgres.getAsDouble() + other.postgres.getAsDouble())
                        : OptionalDouble.empty());
    }

    static Cpu none() {
        return new Cpu(0, OptionalDouble.of(0));
    }

    private static OptionalDouble ofPostgres(long postmaster) {
        Path processes = Path.of("/proc");
        if (!Files.exists(processes.resolve(postmaster + "/stat"))) {
            return OptionalDouble.empty();
        }
        double ticks = ticks(processes.resolve(postmaster + "/stat"), true);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).orElseThrow().children()) {
            return OptionalDouble.of(MILLIS_PER_TICK
                    * children.mapToDouble(child -> ticks(processes.resolve(child.pid() + "/stat"), false))
                            .reduce(ticks, Double::sum));
        }
    }

    /** Fields 14 to 17 of proc(5): user and system time, and the same of children that have ended. */
    private static double ticks(Path stat, boolean withEnded) {
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            double own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEnded ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (NoSuchFileException e) {
            return 0; // it has just ended, and is counted with its parent
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
