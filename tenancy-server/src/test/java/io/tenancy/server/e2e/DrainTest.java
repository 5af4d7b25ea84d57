package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A real server that is asked to end while clients go on. */
class DrainTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLIENTS = 6;
    private static final int ENOUGH = 30;

    private final Deployment deployment = Deployment.fresh()
            .with("TENANCY_DRAIN_DELAY", "PT5S")
            .with("TENANCY_DB_LOCK_TIMEOUT", "PT55S")
            .with("TENANCY_DB_STATEMENT_TIMEOUT", "PT55S");
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicBoolean isReady = new AtomicBoolean(true);

    @Test
    void everyRequestIsAnsweredAndTheBalancerKnowsAtOnce() throws Exception {
        try (ServerProcess server = deployment.startProcess()) {
            Opened acme = NewTenants.open(deployment.operator(server), server, "acme");
            String token = server.anonymous().login(acme.owner()).expect(200).text("accessToken");
            JsonClient operators = new JsonClient(server.operatorUrl());
            operators.get("/ready").expect(200);
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> use(server, token));
            }
            Until.within(SOON, "clients are served", () -> served.get() > ENOUGH);

            CompletableFuture<Answer> underWay;
            try (Connection holder = deployment.database().superuser().getConnection();
                    Statement lock = holder.createStatement()) {
                holder.setAutoCommit(false);
                lock.execute("LOCK TABLE tenancy.users IN SHARE MODE");
                underWay = CompletableFuture.supplyAsync(
                        () -> acme.client().post("/v1/users", NewTenants.user("late@acme.test", "MEMBER")), clients);
                Until.within(SOON, "the request is under way", this::somebodyWaits);
                server.terminate();
                Until.within(
                        Duration.ofSeconds(4),
                        "it is not ready",
                        () -> operators.get("/ready").status() == 503);
                assertThat(operators.get("/ready").text()).contains("The server ends.");
                operators.get("/live").expect(200);
                assertServedOnANewConnection(server, token);
                isReady.set(false);
                Until.within(SOON, "all clients have left", () -> ended.get() == CLIENTS);
                Until.within(SOON, "nobody is let in any more", () -> isRefused(server));
            }

            underWay.get(60, TimeUnit.SECONDS).expect(201);
            assertThat(server.exitStatus()).isZero();
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).isEmpty();
            assertThatThrownBy(() -> new RawHttp(server.url())).isInstanceOf(ConnectException.class);
        }
    }

    private void assertServedOnANewConnection(ServerProcess server, String token) throws IOException {
        try (RawHttp connection = new RawHttp(server.url())) {
            connection.send(request(token));
            RawHttp.Head answer = connection.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.ends()).isTrue();
        }
    }

    /** Keeps a connection for as long as the server lets it, and opens another while the server is ready. */
    private void use(ServerProcess server, String token) {
        try {
            while (isReady.get()) {
                keep(server, token);
            }
        } catch (IOException e) {
            failures.add(e.toString());
        } finally {
            ended.incrementAndGet();
        }
    }

    private void keep(ServerProcess server, String token) throws IOException {
        try (RawHttp connection = new RawHttp(server.url())) {
            boolean goesOn = true;
            while (goesOn) {
                connection.send(request(token));
                RawHttp.Head answer = connection.answer();
                if (answer.status() != 200) {
                    failures.add(answer.text());
                }
                served.incrementAndGet();
                goesOn = !answer.ends();
            }
        }
    }

    private static String request(String token) {
        return "GET /v1/roles HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private boolean somebodyWaits() {
        return !deployment
                .database()
                .texts("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'tenancy.users'::regclass")
                .isEmpty();
    }

    private static boolean isRefused(ServerProcess server) {
        try {
            new RawHttp(server.url()).close();
            return false;
        } catch (IOException e) {
            return e instanceof ConnectException;
        }
    }
}
