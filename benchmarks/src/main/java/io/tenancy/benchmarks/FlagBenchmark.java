package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.feature.FlagEvaluation.Answer;
import io.tenancy.core.feature.FlagQuery;
import io.tenancy.core.flag.Condition;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Evaluation;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.FlagService;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.core.flag.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;

/** How long a feature flag takes in process: one with three rules, of which the last one, a percentage, decides. */
@State(Scope.Benchmark)
public class FlagBenchmark {
    private static final int MANY = 100;
    private static final FlagQuery QUERY =
            new FlagQuery(Optional.of("device-4711"), Map.of("country", "CH", "age", 42));

    private @Nullable Started started;

    private record Started(BenchmarkPostgres postgres, Platform platform) {
        FlagEvaluation flags() {
            return platform.services().flags().evaluation();
        }
    }

    @Setup
    public void open() throws IOException, SQLException {
        BenchmarkPostgres postgres = BenchmarkPostgres.start();
        Platform platform = Platform.open(postgres.environment("flags"));
        started = new Started(postgres, platform);
        FlagService flags = platform.services().flags().flags();
        for (int number = 0; number < MANY; number++) {
            var unused = flags.create(platform.operator(), flag("flag-" + number));
        }
    }

    private static NewFlag flag(String key) {
        return new NewFlag(
                key,
                Flag.Type.BOOLEAN,
                null,
                Optional.of(Exposure.VISIBLE),
                null,
                Optional.empty(),
                Optional.empty(),
                List.of(
                        rule("a role", condition(About.ROLE, Optional.empty(), List.of("NOBODY"), Optional.empty())),
                        rule(
                                "a country",
                                condition(
                                        About.ATTRIBUTE,
                                        Optional.of("country"),
                                        List.of("DE", "AT"),
                                        Optional.empty())),
                        rule(
                                "everybody",
                                condition(
                                        About.PERCENTAGE,
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of(BigDecimal.valueOf(100))))));
    }

    private static Rule rule(String name, Condition condition) {
        return new Rule(name, List.of(condition), "on");
    }

    private static Condition condition(
            About about, Optional<String> attribute, List<Object> values, Optional<BigDecimal> percent) {
        return new Condition(about, attribute, Optional.empty(), values, percent, Optional.empty());
    }

    @TearDown
    public void close() throws IOException {
        started().platform().close();
        started().postgres().close();
    }

    private Started started() {
        return requireNonNull(started);
    }

    @org.openjdk.jmh.annotations.Benchmark
    public Optional<Evaluation> one() {
        return started().flags().evaluate(started().platform().operator(), "flag-50", QUERY);
    }

    @org.openjdk.jmh.annotations.Benchmark
    public List<Answer> hundred() {
        return started().flags().evaluateAll(started().platform().operator(), QUERY);
    }

    /** Runs JMH with a JVM of its own for each of them. */
    static final class InForks implements Benchmark {
        @Override
        public Report run(BenchmarkPostgres unused) throws Exception {
            Collection<RunResult> results = Microbenchmark.run(FlagBenchmark.class, TimeUnit.MICROSECONDS, 2);
            Report report = new Report(
                            "Feature flags",
                            "Microseconds of an evaluation in process, by JMH: two JVMs, five iterations of a second each"
                                    + " after three that do not count. There are 100 flags with three rules each, of which"
                                    + " the last one, a percentage, decides. Everything is known from memory; about every 1.5 s"
                                    + " the server asks the database anew, which is in the mean.")
                    .table("flags in a call", "µs of the call", "± (99.9 %)", "target");
            for (RunResult result : results) {
                boolean isOne = result.getPrimaryResult().getLabel().equals("one");
                report.row(
                        isOne ? "1" : String.valueOf(MANY),
                        number("%.2f", result.getPrimaryResult().getScore()),
                        number("%.2f", result.getPrimaryResult().getScoreError()),
                        isOne ? "< 10" : "");
            }
            return report;
        }
    }
}
