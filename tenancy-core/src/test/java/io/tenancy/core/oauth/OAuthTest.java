package io.tenancy.core.oauth;

import static io.tenancy.core.access.Permissions.ROLE_READ;
import static io.tenancy.core.access.Permissions.TOKEN_INTROSPECT;
import static io.tenancy.core.access.Permissions.USER_READ;
import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.IssuedKey;
import io.tenancy.core.apikey.NewApiKey;
import io.tenancy.core.serviceaccount.NewServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.session.Client;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class OAuthTest {
    private static final Client STRANGER = new Client(Optional.of("203.0.113.66"), Optional.empty());

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final ServiceAccountId account = account("server");
    private final IssuedKey key = key(account, USER_READ, ROLE_READ, TOKEN_INTROSPECT);
    private final ClientLogin login = new ClientLogin(account.value().toString(), key.secret());

    @Test
    void givesAClientATokenForItsKey() {
        GrantedToken granted = grant(Optional.of("user:read"));

        Caller program = platform.sessions.authenticate(granted.accessToken()).orElseThrow();

        assertThat(granted.expiresIn()).isEqualTo(600);
        assertThat(granted.scope()).containsExactly(USER_READ);
        assertThat(program.permissions()).containsExactly(USER_READ);
        assertThat(program.actor()).isEqualTo(new Actor(Actor.Kind.SERVICE, account.value()));
        assertThat(grant(Optional.empty()).scope()).containsExactlyInAnyOrder(USER_READ, ROLE_READ, TOKEN_INTROSPECT);
    }

    @Test
    void refusesAScopeThatTheKeyDoesNotAllow() {
        for (String wrong : new String[] {"user:write", "user:read user:write", "nonsense", "", "USER:READ"}) {
            refused("scope.invalid", () -> grant(Optional.of(wrong)));
        }
    }

    @Test
    void refusesWhatIsNotTheClientsKey() {
        IssuedKey other = key(account("other"), USER_READ);
        IssuedKey own = platform.apiKeys.createOwn(owner, new NewApiKey("x", Set.of(USER_READ), Optional.empty()));
        Secret wrong = new Secret(key.secret().reveal().replaceFirst(".$", "x"));
        for (Secret secret : new Secret[] {other.secret(), own.secret(), wrong, new Secret("")}) {
            refused(
                    "client.failed",
                    () -> platform.clientTokens.issue(
                            new ClientLogin(account.value().toString(), secret), Optional.empty(), CLIENT));
        }
        refused(
                "client.failed",
                () -> platform.clientTokens.issue(
                        new ClientLogin(owner.actor().id().toString(), own.secret()), Optional.empty(), CLIENT));
    }

    @Test
    void slowsDownWhoGuesses() {
        ClientLogin wrong = new ClientLogin("no-such-client", new Secret("tk_x"));
        for (int i = 0; i < 5; i++) {
            refused("client.failed", () -> platform.clientTokens.issue(wrong, Optional.empty(), CLIENT));
        }

        refused("login.throttled", () -> platform.clientTokens.issue(wrong, Optional.empty(), CLIENT));
    }

    @Test
    void keepsNoClientOutByWrongSecretsFromElsewhere() {
        ClientLogin wrong = new ClientLogin(login.id(), new Secret("tk_x"));
        for (int i = 0; i < 120; i++) {
            refused("client.failed", () -> platform.clientTokens.issue(wrong, Optional.empty(), STRANGER));
            platform.clock.advance(Duration.ofHours(1));
        }
        refused("client.failed", () -> platform.clientTokens.issue(wrong, Optional.empty(), STRANGER));

        refused("login.throttled", () -> platform.clientTokens.issue(login, Optional.empty(), STRANGER));
        assertThat(grant(Optional.empty()).scope()).isNotEmpty();
    }

    @Test
    void letsATokenDieWithItsKey() {
        GrantedToken granted = grant(Optional.empty());

        platform.apiKeys.revokeFor(owner, account, key.key().id());

        assertThat(platform.sessions.authenticate(granted.accessToken())).isEmpty();
    }

    @Test
    void letsNoTokenOutliveItsKey() {
        platform.clock.advance(Duration.ofDays(90).minusSeconds(60));

        GrantedToken granted = grant(Optional.empty());

        assertThat(granted.expiresIn()).isEqualTo(60);
    }

    @Test
    void tellsAResourceServerWhatATokenOfItsTenantIsGoodFor() {
        Secret ofUser = platform.login("acme", "owner@acme.example.org").accessToken();
        Secret ofProgram = grant(Optional.of("user:read")).accessToken();

        Introspected user = introspect(ofUser).orElseThrow();
        assertThat(user.subject()).isEqualTo(owner.actor().id());
        assertThat(user.client()).isEmpty();
        assertThat(user.scope()).isEqualTo(owner.permissions());
        Introspected program = introspect(ofProgram).orElseThrow();
        assertThat(program.client()).contains(account.value());
        assertThat(program.scope()).containsExactly(USER_READ);
        Introspected shown = introspect(key.secret()).orElseThrow();
        assertThat(shown.id()).isEqualTo(key.key().id().value());
        assertThat(shown.tenant()).isEqualTo(owner.tenant());
    }

    @Test
    void tellsNothingOfOtherTokens() {
        Caller other = platform.owner("globex");
        Secret foreign = platform.login("globex", "owner@globex.example.org").accessToken();
        Secret foreignKey = platform.apiKeys
                .createOwn(other, new NewApiKey("x", Set.of(USER_READ), Optional.empty()))
                .secret();
        Secret refresh = platform.login("acme", "owner@acme.example.org").refreshToken();

        for (Secret token : new Secret[] {foreign, foreignKey, refresh, new Secret("nonsense")}) {
            assertThat(introspect(token)).isEmpty();
        }
        IssuedKey powerless = key(account, USER_READ);
        refused(
                "access.denied",
                () -> platform.introspections.introspect(
                        new ClientLogin(account.value().toString(), powerless.secret()), refresh, CLIENT));
    }

    @Test
    void endsASessionForItsRefreshToken() {
        Secret refresh = platform.login("acme", "owner@acme.example.org").refreshToken();

        platform.revocations.revoke(Optional.empty(), refresh, CLIENT);
        platform.revocations.revoke(Optional.empty(), refresh, CLIENT);
        platform.revocations.revoke(Optional.empty(), new Secret("nonsense"), CLIENT);

        refused("session.invalid_refresh_token", () -> platform.refreshes.refresh(refresh, CLIENT));
    }

    @Test
    void endsAKeyForWhoHasIt() {
        platform.revocations.revoke(Optional.empty(), key.secret(), CLIENT);

        assertThat(platform.sessions.authenticate(key.secret())).isEmpty();
        assertThat(platform.actions(owner)).endsWith("api_key.revoked");
    }

    @Test
    void letsAClientEndItsOwnKeysOnly() {
        IssuedKey second = key(account, USER_READ);
        IssuedKey other = key(account("other"), USER_READ);

        platform.revocations.revoke(Optional.of(login), second.secret(), CLIENT);
        assertThat(platform.sessions.authenticate(second.secret())).isEmpty();
        refused("token.foreign", () -> platform.revocations.revoke(Optional.of(login), other.secret(), CLIENT));
        Secret access = grant(Optional.empty()).accessToken();
        refused("token.unsupported", () -> platform.revocations.revoke(Optional.of(login), access, CLIENT));
        assertThat(platform.sessions.authenticate(access)).isPresent();
    }

    private GrantedToken grant(Optional<String> scope) {
        return platform.clientTokens.issue(login, scope, CLIENT);
    }

    private Optional<Introspected> introspect(Secret token) {
        return platform.introspections.introspect(login, token, CLIENT);
    }

    private ServiceAccountId account(String name) {
        return platform.serviceAccounts
                .create(owner, new NewServiceAccount(name, null, Set.of("OWNER")))
                .id();
    }

    private IssuedKey key(ServiceAccountId of, Permission... scopes) {
        return platform.apiKeys.createFor(owner, of, new NewApiKey("x", Set.of(scopes), Optional.empty()));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
