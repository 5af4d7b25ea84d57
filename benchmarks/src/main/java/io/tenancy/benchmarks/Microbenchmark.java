package io.tenancy.benchmarks;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the methods of a class by JMH: five iterations of a second each after three that do not count. */
final class Microbenchmark {
    private Microbenchmark() {}

    /**
     * The mean times.
     *
     * @param forks JVMs, one after the other
     */
    static Collection<RunResult> run(Class<?> benchmark, TimeUnit unit, int forks) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .mode(Mode.AverageTime)
                        .timeUnit(unit)
                        .forks(forks)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
    }
}
