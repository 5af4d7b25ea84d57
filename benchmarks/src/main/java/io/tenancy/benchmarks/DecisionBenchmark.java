package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.decision.DecisionService;
import io.tenancy.core.decision.Question;
import io.tenancy.core.decision.Semantic;
import io.tenancy.core.decision.Subject;
import io.tenancy.core.decision.Subject.Kind;
import io.tenancy.core.decision.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;

/** How long a decision takes that a resource server asks for, without HTTP, when the subject is known from memory. */
@State(Scope.Benchmark)
public class DecisionBenchmark {
    private static final int MANY = 100;

    private @Nullable Started started;

    private record Started(BenchmarkPostgres postgres, Platform platform, Question question, List<Question> questions) {
        DecisionService decisions() {
            return platform.services().access().decisions();
        }
    }

    @Setup
    public void open() throws IOException, SQLException {
        BenchmarkPostgres postgres = BenchmarkPostgres.start();
        Platform platform = Platform.open(postgres.environment("decisions"));
        String user = platform.operator().actor().id().toString();
        Question question = new Question(Optional.of(new Subject(Kind.USER, user)), Optional.of(Permissions.USER_READ));
        started = new Started(postgres, platform, question, Collections.nCopies(MANY, question));
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
    public Verdict one() {
        return started()
                .decisions()
                .decide(started().platform().operator(), started().question());
    }

    @org.openjdk.jmh.annotations.Benchmark
    public List<Verdict> hundred() {
        return started()
                .decisions()
                .decide(started().platform().operator(), started().questions(), Semantic.EXECUTE_ALL);
    }

    /** Runs JMH with a JVM of its own for each of them. */
    static final class InForks implements Benchmark {
        @Override
        public Report run(BenchmarkPostgres unused) throws Exception {
            Collection<RunResult> results = Microbenchmark.run(DecisionBenchmark.class, TimeUnit.MICROSECONDS, 2);
            Report report = new Report(
                            "Decisions about access",
                            "Microseconds of a decision of the AuthZEN API without HTTP, by JMH: two JVMs, five"
                                    + " iterations of a second each after three that do not count. What the subject may do is"
                                    + " known from memory; about every 1.5 s the server asks the database anew, which is in the"
                                    + " mean.")
                    .table("decisions in a call", "µs of the call", "± (99.9 %)", "target");
            for (RunResult result : results) {
                boolean isOne = result.getPrimaryResult().getLabel().equals("one");
                report.row(
                        isOne ? "1" : String.valueOf(MANY),
                        number("%.2f", result.getPrimaryResult().getScore()),
                        number("%.2f", result.getPrimaryResult().getScoreError()),
                        isOne ? "< 50" : "");
            }
            return report;
        }
    }
}
