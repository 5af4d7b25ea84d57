package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A server that is killed while it creates loses nothing that it has acknowledged. */
class KilledServerTest {
    private static final int CLIENTS = 4;
    private static final int ENOUGH = 25;

    private final Deployment deployment = Deployment.fresh();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void everyAcknowledgedUserIsThereWithItsJournalEntryAfterARestart() throws InterruptedException {
        Opened acme;
        try (ServerProcess server = deployment.startProcess()) {
            acme = NewTenants.open(deployment.operator(server), server, "acme");
            createUntilKilled(server, acme.client());
        }

        try (ServerProcess restarted = deployment.startProcess()) {
            JsonClient client = restarted.signedIn(acme.owner());
            Set<String> users = texts(client, "/v1/users", "id");
            Set<String> entries = client.all("/v1/audit").stream()
                    .filter(entry -> entry.path("action").asText().equals("user.created"))
                    .map(entry -> entry.path("target").asText())
                    .collect(Collectors.toSet());

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(users).containsAll(acknowledged);
            assertThat(entries).isEqualTo(users);
        }
    }

    private void createUntilKilled(ServerProcess server, JsonClient client) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            clients.execute(() -> createUsers(client, number));
        }
        Until.within(Duration.ofSeconds(60), "enough users are created", () -> acknowledged.size() >= ENOUGH);
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends when the server is gone. */
    private void createUsers(JsonClient client, int number) {
        try {
            for (int i = 0; ; i++) {
                Answer answer =
                        client.post("/v1/users", NewTenants.user("user" + number + "." + i + "@acme.test", "MEMBER"));
                if (answer.status() == 201) {
                    acknowledged.add(answer.text("id"));
                }
            }
        } catch (java.io.UncheckedIOException gone) {
            assertThat(gone).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private static Set<String> texts(JsonClient client, String path, String member) {
        return client.all(path).stream().map(item -> item.path(member).asText()).collect(Collectors.toSet());
    }
}
