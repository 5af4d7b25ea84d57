package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.counting.Allowance;
import io.tenancy.core.tenant.TenantScope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
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

/** What stands between a request and its statement, each by itself: from token to caller, the gate, and the limits of rates. */
@State(Scope.Benchmark)
public class HotpathBenchmark {
    private @Nullable Started started;

    private record Started(BenchmarkPostgres postgres, Platform platform) {}

    @Setup
    public void open() throws IOException, SQLException {
        BenchmarkPostgres postgres = BenchmarkPostgres.start();
        Map<String, String> environment = new HashMap<>(postgres.environment("hotpath"));
        // Counted, and never refused.
        environment.put("TENANCY_RATE_TENANT", "100000000");
        environment.put("TENANCY_RATE_USER", "100000000");
        started = new Started(postgres, Platform.open(environment));
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
    public Optional<Caller> token() {
        return started()
                .platform()
                .services()
                .sessions()
                .authenticate(started().platform().token());
    }

    @org.openjdk.jmh.annotations.Benchmark
    public TenantScope gate() {
        return started()
                .platform()
                .gate()
                .query(started().platform().operator(), Permissions.USER_READ, scope -> scope);
    }

    @org.openjdk.jmh.annotations.Benchmark
    public List<Allowance> rates() {
        return started()
                .platform()
                .services()
                .rates()
                .count(started().platform().operator(), 1);
    }

    /** Runs JMH with a JVM of its own for each of them. */
    static final class InForks implements Benchmark {
        @Override
        public Report run(BenchmarkPostgres unused) throws Exception {
            Collection<RunResult> results = Microbenchmark.run(HotpathBenchmark.class, TimeUnit.NANOSECONDS, 2);
            Report report = new Report(
                            "Before the statement",
                            "Nanoseconds of each step of a request before its statement, in process, by JMH: two JVMs, five"
                                    + " iterations of a second each after three that do not count. `token` goes from the text"
                                    + " of an access token to a caller with permissions; what is known of tenant and session is"
                                    + " remembered for about 1.5 s, and asking anew is in the mean. `gate` is the check of"
                                    + " a permission, `rates` counts a request of a user and of a tenant.")
                    .table("step", "ns", "± (99.9 %)");
            for (RunResult result : results) {
                report.row(
                        result.getPrimaryResult().getLabel(),
                        number("%.0f", result.getPrimaryResult().getScore()),
                        number("%.0f", result.getPrimaryResult().getScoreError()));
            }
            return report;
        }
    }
}
