package io.tenancy.benchmarks;

import io.tenancy.benchmarks.Load.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Requests at a fixed rate by a few connections: a time counts from when its request was due, so that a server that stands
 * still is not asked less.
 */
final class PacedReads {
    private static final int CONNECTIONS = 8;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Duration pause;

    PacedReads(int perSecond) {
        this.pause = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** The time of each answer in nanoseconds. */
    List<Long> run(int port, List<Target> targets, Duration time) throws Exception {
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        int requests = Math.toIntExact(time.dividedBy(pause));
        long start = System.nanoTime();
        try (Workers workers = new Workers(CONNECTIONS)) {
            var unused = workers.times(requests, number -> {
                long due = start + number * pause.toNanos();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                ask(port, targets.get(number % targets.size()));
                times.add(System.nanoTime() - due);
            });
        }
        return times;
    }

    private void ask(int port, Target target) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target.path()))
                .header("Authorization", "Bearer " + target.token())
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("A read is answered by " + status);
        }
    }
}
