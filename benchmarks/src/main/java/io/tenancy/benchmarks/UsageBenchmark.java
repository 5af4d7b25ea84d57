package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.usage.Recorded;
import io.tenancy.core.usage.UsageEvent;
import io.tenancy.core.usage.UsageQuery;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How many usage events one node takes in a second, and whether sending all of them again changes a total. */
final class UsageBenchmark implements Benchmark {
    private static final int SENDERS = 2;
    private static final int EVENTS = 100_000;

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("usage"));
        environment.put("TENANCY_METERS", "bytes=sum, people=unique:user");
        Report report = new Report(
                        "Taking in usage events",
                        EVENTS
                                + " events of a tenant in shared tables, each of its own id and of one of the last 48 hours,"
                                + " half of them summed and half counted by 500 different users, sent by " + SENDERS
                                + " at the same time through the use case that `POST /v1/usage/events` calls. Then all are"
                                + " sent once more: nothing may be counted twice.")
                .table("events in a request", "events/s", "events/s sent again", "totals after that", "target");
        try (Platform platform = Platform.open(environment)) {
            send(platform, events("warm-up", EVENTS / 5), 1_000);
            for (int batch : List.of(1_000, 100, 10)) {
                List<UsageEvent> events = events("batch-" + batch, EVENTS * batch / 1_000);
                double first = send(platform, events, batch);
                String totals = totals(platform);
                double again = send(platform, events, batch);
                report.row(
                        String.valueOf(batch),
                        number("%.0f", first),
                        number("%.0f", again),
                        totals.equals(totals(platform)) ? "the same" : "OTHERS",
                        batch == 1_000 ? "> 5000" : "");
            }
        }
        return report;
    }

    private static List<UsageEvent> events(String source, int count) {
        Instant now = Instant.now();
        return IntStream.range(0, count)
                .mapToObj(number -> new UsageEvent(
                        source,
                        "event-" + number,
                        number % 2 == 0 ? "bytes" : "people",
                        now.minus(Duration.ofMinutes(number * 7L % 2_880)),
                        Optional.empty(),
                        Map.of("value", (long) number),
                        Map.of("user", "user-" + number % 500),
                        Optional.empty()))
                .toList();
    }

    private static double send(Platform platform, List<UsageEvent> events, int batch) throws Exception {
        UsageService usage = platform.services().usage().service();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<Recorded>> requests = new ArrayList<>();
            for (int from = 0; from < events.size(); from += batch) {
                List<UsageEvent> some = events.subList(from, Math.min(from + batch, events.size()));
                requests.add(() -> usage.record(platform.operator(), some));
            }
            long start = System.nanoTime();
            for (Future<Recorded> answer : senders.invokeAll(requests)) {
                var unused = answer.get();
            }
            return events.size() / ((System.nanoTime() - start) / 1e9);
        } finally {
            senders.shutdown();
        }
    }

    private static String totals(Platform platform) {
        Instant now = Instant.now();
        return List.of("bytes", "people").stream()
                .map(meter -> platform.services()
                        .usage()
                        .service()
                        .report(
                                platform.operator(),
                                new UsageQuery(
                                        meter, now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(1)), Step.HOUR)))
                .toList()
                .toString();
    }
}
