package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.DatabaseWatch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;

/** What traces cost where they are off: the stores compare a field, and no filter stands around the API. */
@State(Scope.Benchmark)
public class TracesBenchmark {
    private static final TenantId NOBODY = new TenantId(new UUID(7, 7));

    /** Off, as a server is where nothing is said; or with a watch that does nothing, which is more than off. */
    @Param({"off", "watched"})
    public String traces = "off";

    private @Nullable Started started;

    private record Started(BenchmarkPostgres postgres, Platform platform) {}

    @Setup
    public void open() throws IOException, SQLException {
        BenchmarkPostgres postgres = BenchmarkPostgres.start();
        Platform platform = Platform.open(postgres.environment("traces"));
        if (traces.equals("watched")) {
            DatabaseWatch idle = work -> failure -> {};
            platform.persistence().watch(idle);
        }
        started = new Started(postgres, platform);
    }

    @TearDown
    public void close() throws IOException {
        requireNonNull(started).platform().close();
        requireNonNull(started).postgres().close();
    }

    @org.openjdk.jmh.annotations.Benchmark
    public Optional<Tenant> statement() {
        return requireNonNull(started).platform().persistence().tenants().find(NOBODY);
    }

    /** Runs JMH with a JVM of its own for each of them. */
    static final class InForks implements Benchmark {
        @Override
        public Report run(BenchmarkPostgres unused) throws Exception {
            Collection<RunResult> results = Microbenchmark.run(TracesBenchmark.class, TimeUnit.MICROSECONDS, 3);
            Report report = new Report(
                            "Traces that are off",
                            "Microseconds of a statement of the stores, by JMH: three JVMs, five iterations of a second each"
                                    + " after three that do not count. Off, a store compares one field and nothing of"
                                    + " OpenTelemetry is loaded. The other row has a watch that does nothing: all that the"
                                    + " hook itself can cost. What differs between them by less than their spread is nothing.")
                    .table("traces", "µs of a statement", "± (99.9 %)");
            for (RunResult result : results) {
                report.row(
                        result.getParams().getParam("traces"),
                        number("%.2f", result.getPrimaryResult().getScore()),
                        number("%.2f", result.getPrimaryResult().getScoreError()));
            }
            return report;
        }
    }
}
