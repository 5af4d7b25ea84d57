package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Tokens} does. An adapter supplies those of two deployments and their clock. */
public abstract class TokensContract {
    /** By how much clocks of nodes may differ, at most. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    protected abstract Tokens tokens();

    /** Those of another deployment, with the same clock. */
    protected abstract Tokens others();

    protected abstract Instant now();

    protected abstract void advance(Duration time);

    static Stream<Bearer> bearers() {
        UserId user = new UserId(TestTenants.newId());
        Assurance assurance = Assurance.of(Method.PASSWORD, TestTenants.EPOCH);
        Set<Permission> scope = Set.of(new Permission("user:read"), new Permission("role:write"));
        return Stream.of(
                new Bearer.Person(user, new SessionId(TestTenants.newId()), assurance),
                new Bearer.Service(TestTenants.newId(), TestTenants.newId(), scope),
                new Bearer.Service(TestTenants.newId(), TestTenants.newId(), Set.of()),
                new Bearer.Support(user, TestTenants.newId(), assurance));
    }

    @ParameterizedTest
    @MethodSource("bearers")
    final void readsWhatItHasIssued(Bearer bearer) {
        Claims claims = claims(bearer, "OWNER", "K\u00fcche \"&\" B\u00fcro");

        assertThat(tokens().verify(tokens().issue(claims))).contains(claims);
    }

    @Test
    final void keepsTenantsApart() {
        Claims acme = claims(person());
        Claims globex = claims(acme.bearer());

        Secret ofAcme = tokens().issue(acme);
        Secret ofGlobex = tokens().issue(globex);

        assertThat(tokens().verify(ofAcme).map(Claims::tenant)).contains(acme.tenant());
        assertThat(tokens().verify(ofGlobex).map(Claims::tenant)).contains(globex.tenant());
    }

    @Test
    final void refusesEveryOtherText() {
        String token = tokens().issue(claims(person())).reveal();
        int middle = token.length() / 2;
        String other = token.charAt(middle) == 'x' ? "y" : "x";

        Stream.of(
                        "",
                        ".",
                        "..",
                        "nonsense",
                        token + "A",
                        "A" + token,
                        token.substring(1),
                        token.substring(0, token.length() - 1),
                        token.substring(0, middle) + other + token.substring(middle + 1))
                .forEach(text ->
                        assertThat(tokens().verify(new Secret(text))).as(text).isEmpty());
    }

    @Test
    final void refusesTheTokensOfAnotherDeployment() {
        assertThat(tokens().verify(others().issue(claims(person())))).isEmpty();
    }

    @Test
    final void takesATokenUntilItsTimeIsOver() {
        Secret token = tokens().issue(claims(person()));

        advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(tokens().verify(token)).isPresent();
        advance(LEEWAY);
        assertThat(tokens().verify(token)).isEmpty();
    }

    @Test
    final void refusesATokenOfATimeToCome() {
        Claims claims = claims(person());
        Instant later = claims.expiresAt().plus(LEEWAY);

        Secret token = tokens().issue(new Claims(
                claims.id(),
                claims.tenant(),
                claims.bearer(),
                claims.roles(),
                later,
                later.plus(Duration.ofMinutes(10))));

        assertThat(tokens().verify(token)).isEmpty();
    }

    @Test
    final void servesManyThreads() {
        AtOnce.run(8, number -> {
            for (Claims claims : IntStream.range(0, 20)
                    .mapToObj(round -> claims(person(), "role " + number + " " + round))
                    .toList()) {
                Optional<Claims> read = tokens().verify(tokens().issue(claims));
                assertThat(read).contains(claims);
            }
            return true;
        });
    }

    private static Bearer person() {
        return bearers().findFirst().orElseThrow();
    }

    /** What a token of 10 minutes says of whom, in a tenant of its own. */
    private Claims claims(Bearer bearer, String... roles) {
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        return new Claims(
                TestTenants.newId(),
                new TenantId(TestTenants.newId()),
                bearer,
                Set.of(roles),
                now,
                now.plus(Duration.ofMinutes(10)));
    }
}
