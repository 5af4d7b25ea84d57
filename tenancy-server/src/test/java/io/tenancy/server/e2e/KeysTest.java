package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing keys in a running deployment of two nodes. */
class KeysTest {
    private static final Duration EFFECT = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Set<String> PUBLIC = Set.of("kty", "kid", "use", "alg", "crv", "x", "y");

    private final Deployment deployment =
            Deployment.fresh().with("TENANCY_HOUSEKEEPING_INTERVAL", "PT1S").with("TENANCY_JWKS_CACHE", "PT10M");
    private RunningServer one;
    private RunningServer two;
    private JsonClient operator;

    @BeforeEach
    void start() {
        one = deployment.start();
        two = deployment.start();
        operator = deployment.operator(one);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    /** Lets time pass for the keys, and for nothing else. */
    private void age(String state, String by) {
        deployment
                .database()
                .plant("UPDATE catalogue.signing_keys SET changed_at = changed_at - interval '" + by
                        + "' WHERE state = '" + state + "'");
    }

    private long journaled(String action) {
        return operator.all("/v1/audit").stream()
                .filter(entry -> entry.path("action").asText().equals(action))
                .count();
    }

    private static List<String> shown(RunningServer server) {
        JsonNode keys = server.anonymous()
                .get("/.well-known/jwks.json")
                .expect(200)
                .json()
                .path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.path("kid").asText())
                .toList();
    }

    @Test
    void showsPublicHalvesOfTheNextAndTheActiveKeyAndNothingElse() {
        Answer answer = one.anonymous().get("/.well-known/jwks.json").expect(200);

        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=600");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.json().path("keys")).hasSize(2).allSatisfy(key -> {
            Set<String> members = new TreeSet<>();
            key.fieldNames().forEachRemaining(members::add);
            assertThat(members).isEqualTo(new TreeSet<>(PUBLIC));
        });
        assertThat(shown(one)).containsExactlyInAnyOrder(Keys.active(operator), Keys.next(operator));
    }

    @Test
    void rotatesWhenTheNextKeyIsKnownToEverybody() {
        String first = Keys.active(operator);
        String next = Keys.next(operator);
        age("NEXT", "6 minutes");
        operator.post("/v1/keys/rotate").expect(409, "key.too_young");
        age("NEXT", "5 minutes");

        operator.post("/v1/keys/rotate").expect(200);

        assertThat(Keys.active(operator)).isEqualTo(next);
        assertThat(Keys.in(operator, "retired")).containsExactly(first);
        operator.get("/v1/me").expect(200);
        operator.at(two).get("/v1/me").expect(200);
        assertThat(journaled("key.rotated")).isEqualTo(1);
    }

    @Test
    void rotatesOnceWhenItIsDueThoughEachNodeLooksAfterIt() {
        String next = Keys.next(operator);
        age("NEXT", "11 minutes");
        age("ACTIVE", "31 days");

        Until.within(SOON, "the keys rotate", () -> Keys.active(operator).equals(next));

        age("RETIRED", "1 hour");
        Until.within(
                SOON,
                "the retired key goes",
                () -> deployment
                        .database()
                        .texts("SELECT kid FROM catalogue.signing_keys WHERE state = 'RETIRED'")
                        .isEmpty());
        operator = one.anonymous().signedIn(Person.OPERATOR); // the token from before goes with the key
        assertThat(journaled("key.rotated")).isEqualTo(1);
        assertThat(Keys.in(operator, "next")).hasSize(1);
    }

    @Test
    void failsNoRequestWhileKeysRotate() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> failures = new ArrayList<>();
            for (RunningServer server : List.of(one, two, one, two)) {
                failures.add(threads.submit(() -> failures(server, over)));
            }
            for (int i = 0; i < 3; i++) {
                age("NEXT", "11 minutes");
                operator.post("/v1/keys/rotate").expect(200);
                String active = Keys.active(operator);
                Until.within(
                        EFFECT,
                        "both nodes show it",
                        () -> shown(one).contains(active)
                                && shown(two).contains(active)
                                && shown(two).contains(Keys.next(operator)));
            }
            over.set(true);
            for (Future<Integer> failed : failures) {
                assertThat(failed.get(60, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Signs in at one node and uses the token at both, and counts what fails. */
    private int failures(RunningServer server, AtomicBoolean over) {
        int failed = 0;
        while (!over.get()) {
            JsonClient client = server.signedIn(Person.OPERATOR);
            failed += client.at(one).get("/v1/me").status() == 200 ? 0 : 1;
            failed += client.at(two).get("/v1/me").status() == 200 ? 0 : 1;
        }
        return failed;
    }

    @Test
    void revokesAKeyFromTheCommandLineOnEachNodeWithinTwoSeconds() {
        JsonClient before = one.signedIn(Person.OPERATOR);
        before.get("/v1/me").expect(200);
        before.at(two).get("/v1/me").expect(200);
        String active = Keys.active(operator);
        String next = Keys.next(operator);

        Ended listed = Ended.run(deployment, "keys", "list", "config.yml");
        assertThat(listed.output())
                .containsPattern(active + " +ES256 +active ")
                .containsPattern(next + " +ES256 +next ");
        assertThat(Ended.run(deployment, "keys", "rotate", "config.yml").errors())
                .startsWith("The next key has to be published until ");
        assertThat(Ended.run(deployment, "keys", "revoke", "unknown", "config.yml"))
                .isEqualTo(new Ended(1, "", "There is no such key."));
        Ended revoked = Ended.run(deployment, "keys", "revoke", active, "config.yml");

        Until.within(
                EFFECT,
                "both refuse",
                () -> before.get("/v1/me").status() == 401
                        && before.at(two).get("/v1/me").status() == 401);
        assertThat(revoked.output()).containsPattern(next + " +ES256 +active ").doesNotContain(active);
        operator = two.signedIn(Person.OPERATOR);
        operator.at(one).get("/v1/me").expect(200);
        assertThat(shown(one)).doesNotContain(active).contains(next);
        assertThat(journaled("key.revoked")).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownKey() {
        operator.post("/v1/keys/unknown/revoke").expect(404, "key.not_found");
    }
}
