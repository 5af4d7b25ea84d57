package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.auth.Verdict.Accepted;
import io.tenancy.core.session.Claims;
import io.tenancy.server.Databases;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Deployment;
import io.tenancy.server.e2e.JsonClient;
import io.tenancy.server.e2e.Person;
import io.tenancy.server.e2e.RunningServer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Mutations of the token of somebody who is signed in, at a real server, by whoever has its keys and whoever has not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenMutationsOverHttpTest {
    private static final Person OPERATOR =
            new Person("platform", "olga@operators.test", "correct horse battery staple");

    /** What can be said in a header at all, and is not changed on the way. */
    private static final Pattern SAYABLE = Pattern.compile("[\\x21-\\x7e]{1,8000}");

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private Databases databases;
    private TokenFixture fixture;

    @BeforeAll
    void start() {
        server = deployment.start();
        deployment.operator(server);
        Settings settings = TenancyConfiguration.load(deployment.environment()).settings();
        databases = new Databases(settings.database());
        fixture = new TokenFixture(
                databases.persistence().signingKeys(), settings.masterKey(), settings.tokens(), claims(settings));
    }

    private Claims claims(Settings settings) {
        String token = server.anonymous().login(OPERATOR).expect(200).text("accessToken");
        TokenVerifier verifier = TokenVerifier.of(
                server.anonymous().get("/.well-known/jwks.json").text(),
                settings.tokens().issuer(),
                settings.tokens().audience(),
                Duration.ofSeconds(30),
                InstantSource.system());
        return ((Accepted) verifier.verify(token)).claims();
    }

    @AfterAll
    void stop() {
        databases.close();
        server.close();
    }

    private Answer me(String token) {
        return new JsonClient(server.url()).withToken(token).get("/v1/me");
    }

    @Test
    void acceptsATokenThatTheTestHasSigned() {
        String[] parts =
                fixture.tokens.issue(fixture.claims("OPERATOR")).reveal().split("\\.", -1);

        me(fixture.signed(TokenFixture.text(parts[0]), TokenFixture.text(parts[1])))
                .expect(200);
    }

    @Test
    void answersEachMutationAlikeAndLogsTheReasonWithoutTheToken() throws GeneralSecurityException {
        Map<String, String> mutations = new LinkedHashMap<>(TokenMutations.of(fixture));
        SignedMutations.of(fixture).forEach((name, mutant) -> mutations.put("signed: " + name, mutant));
        // The clock of the server goes on: what comes from the future by a second more than it may is not wrong for
        // long.
        long future = fixture.clock.instant().getEpochSecond() + 31;
        mutations.keySet().removeAll(List.of("signed: iat " + future, "signed: nbf " + future));
        mutations.values().removeIf(mutant -> !SAYABLE.matcher(mutant).matches());
        assertThat(mutations).hasSizeGreaterThan(400);
        JsonNode body = withoutId(me("x").expect(401));

        mutations.forEach((name, mutant) -> {
            try (LogRecords log = new LogRecords(JoseTokens.class)) {
                Answer answer = me(mutant);
                assertThat(answer.status()).as(name).isEqualTo(401);
                assertThat(withoutId(answer)).as(name).isEqualTo(body);

                assertThat(log.lines()).as(name).singleElement().satisfies(line -> {
                    assertThat(line).startsWith("An access token is refused: ").hasSizeLessThan(120);
                    assertThat(Stream.of(mutant.split("\\.")).filter(part -> part.length() > 12))
                            .noneMatch(line::contains);
                });
            }
        });
    }

    private static JsonNode withoutId(Answer answer) {
        ObjectNode problem = (ObjectNode) answer.json();
        assertThat(problem.path("code").asText()).isEqualTo("token.invalid");
        problem.remove("requestId");
        return problem;
    }
}
