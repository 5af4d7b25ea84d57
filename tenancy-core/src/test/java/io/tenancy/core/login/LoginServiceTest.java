package io.tenancy.core.login;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LoginServiceTest {
    private static final Secret OTHER = new Secret("another password of some length");
    private static final String OWNER = "owner@acme.example.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final TenantScope acme = platform.scope(owner);

    @Test
    void startsASession() {
        TokenPair pair = platform.login("acme", "Owner@ACME.example.org ");

        assertThat(pair.tokenType()).isEqualTo("Bearer");
        assertThat(pair.expiresIn()).isEqualTo(600);
        Caller caller = platform.sessions.authenticate(pair.accessToken()).orElseThrow();
        assertThat(caller.tenant()).isEqualTo(acme.id());
        assertThat(caller.actor()).isEqualTo(owner.actor());
        assertThat(platform.actions(owner)).endsWith("session.started");
        Session session = session(caller);
        assertThat(session.client()).isEqualTo(CLIENT);
        assertThat(session.expiresAt()).isEqualTo(platform.clock.instant().plus(Duration.ofDays(30)));
        assertThat(user(owner).lastLoginAt()).contains(platform.clock.instant());
    }

    @Test
    void answersEveryFailureAlikeAndAtTheCostOfOneHash() {
        Caller disabled = platform.user(owner, "disabled@acme.example.org", "VIEWER");
        platform.users.disable(owner, new UserId(disabled.actor().id()));
        platform.invitations.invite(owner, new NewUser("invited@acme.example.org", "Ivy", Set.of("VIEWER")));
        Caller globex = platform.owner("globex");
        Caller operator = platform.operator();
        platform.tenants.suspend(operator, globex.tenant());
        Caller initech = platform.owner("initech");
        platform.tenants.delete(operator, initech.tenant());

        List<TenancyException> failures = Stream.of(
                        new Login("nobody", OWNER, PASSWORD),
                        new Login("acme", "nobody@acme.example.org", PASSWORD),
                        new Login("acme", OWNER, OTHER),
                        new Login("acme", "disabled@acme.example.org", PASSWORD),
                        new Login("acme", "invited@acme.example.org", PASSWORD),
                        new Login("globex", "owner@globex.example.org", PASSWORD),
                        new Login("initech", "owner@initech.example.org", PASSWORD),
                        new Login("globex", OWNER, PASSWORD),
                        new Login("platform", OWNER, PASSWORD))
                .map(this::failure)
                .toList();

        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(Unauthenticated.class);
            assertThat(failure.code()).isEqualTo("login.failed");
            assertThat(failure.detail()).isEqualTo(failures.get(0).detail());
        });
    }

    /** Neither that an account is locked nor that it exists can be seen, and the right password is no exception. */
    @Test
    void answersForALockedAccountAsForAnyOtherFailure() {
        Login unknown = new Login("acme", "nobody@acme.example.org", OTHER);
        Login locked = new Login("acme", OWNER, OTHER);
        Client elsewhere = new Client(Optional.empty(), Optional.empty());
        for (int i = 0; i < 100; i++) {
            failure(unknown, elsewhere);
            failure(locked, elsewhere);
            platform.clock.advance(Duration.ofHours(1));
        }

        TenancyException ofNobody = failure(unknown, elsewhere);
        TenancyException ofOwner = failure(new Login("acme", OWNER, PASSWORD), elsewhere);

        assertThat(ofOwner).isInstanceOf(Unauthenticated.class).hasMessage(ofNobody.getMessage());
        assertThat(List.of(ofOwner.code(), ofNobody.code())).containsOnly("login.failed");
        platform.unlocks.unlock(owner, new UserId(owner.actor().id()));
        assertThat(platform.logins.login(new Login("acme", OWNER, PASSWORD), elsewhere))
                .isInstanceOf(TokenPair.class);
    }

    @Test
    void costsOneHashWhereItSucceeds() {
        int before = platform.passwords.hashes();

        platform.login("acme", OWNER);

        assertThat(platform.passwords.hashes()).isEqualTo(before + 1);
    }

    @Test
    void makesAnOutdatedHashAnew() {
        Credential old = credential(owner);
        platform.passwords.outdate();
        platform.clock.advance(Duration.ofDays(1));

        platform.login("acme", OWNER);

        Credential renewed = credential(owner);
        assertThat(renewed.hash()).isNotEqualTo(old.hash());
        assertThat(renewed.changedAt()).isEqualTo(old.changedAt());
        platform.login("acme", OWNER);
        assertThat(credential(owner)).isEqualTo(renewed);
    }

    @Test
    void asksForAPasswordOfOnesOwnFirst() {
        Admitted admitted = platform.invitations.create(owner, new NewUser("bob@x.org", "Bob", Set.of("VIEWER")));
        Secret given = admitted.oneTimePassword().orElseThrow();

        assertThatThrownBy(() -> platform.logins.login(new Login("acme", "bob@x.org", given), CLIENT))
                .isInstanceOfSatisfying(
                        Denied.class, e -> assertThat(e.code()).isEqualTo("login.password_change_required"));
        assertThat(failure(new Login("acme", "bob@x.org", OTHER)).code()).isEqualTo("login.failed");

        platform.logins.changePassword(new PasswordChange("acme", "bob@x.org", given, PASSWORD), CLIENT);
        Caller bob = platform.signIn("acme", "bob@x.org");
        assertThat(credential(bob).oneTime()).isFalse();
        assertThat(failure(new Login("acme", "bob@x.org", given)).code()).isEqualTo("login.failed");
    }

    @Test
    void endsEverySessionWhenThePasswordChanges() {
        TokenPair before = platform.login("acme", OWNER);

        TokenPair after = (TokenPair) change(PASSWORD, OTHER);

        assertThat(platform.sessions.authenticate(before.accessToken())).isEmpty();
        assertThatThrownBy(() -> platform.refreshes.refresh(before.refreshToken(), CLIENT))
                .isInstanceOf(Unauthenticated.class);
        assertThat(platform.sessions.authenticate(after.accessToken())).isPresent();
        assertThat(platform.actions(owner)).endsWith("user.password_changed", "session.started");
    }

    @Test
    void refusesABadNewPasswordByTheNameOfItsField() {
        assertThatThrownBy(() -> change(PASSWORD, new Secret("short"))).isInstanceOfSatisfying(Invalid.class, e -> {
            assertThat(e.field()).contains("newPassword");
            assertThat(e.code()).isEqualTo("newPassword.too_short");
        });
        assertThatThrownBy(() -> change(PASSWORD, PASSWORD))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("newPassword.unchanged"));
        assertThatThrownBy(() -> change(PASSWORD, new Secret(OWNER)))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("newPassword.guessable"));
        assertThatThrownBy(() -> change(OTHER, OTHER)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void namesTheFieldThatIsMissing() {
        List<String> fields = new ArrayList<>();
        for (Runnable incomplete : List.<Runnable>of(
                () -> new Login(null, OWNER, PASSWORD),
                () -> new Login("acme", null, PASSWORD),
                () -> new Login("acme", OWNER, null),
                () -> new Login("acme", OWNER, new Secret("")),
                () -> new Login("acme", OWNER, new Secret("x".repeat(100_000))),
                () -> new PasswordChange("acme", OWNER, PASSWORD, null))) {
            assertThatThrownBy(incomplete::run)
                    .isInstanceOfSatisfying(
                            Invalid.class, e -> fields.add(e.field().orElseThrow()));
        }
        assertThat(fields).containsExactly("tenant", "email", "password", "password", "password", "newPassword");
    }

    @Test
    void acceptsAPasswordHoweverAKeyboardWritesIt() {
        platform.logins.changePassword(
                new PasswordChange("acme", OWNER, PASSWORD, new Secret("Zoe\u0308 \uFF41nd some more words")), CLIENT);

        Login login = new Login("acme", OWNER, new Secret("Zo\u00EB and some more words"));
        assertThat(platform.logins.login(login, CLIENT)).isInstanceOf(TokenPair.class);
    }

    @Test
    void acceptsAOneTimePasswordForSevenDays() {
        Secret given = platform.invitations
                .create(owner, new NewUser("bob@x.org", "Bob", Set.of("VIEWER")))
                .oneTimePassword()
                .orElseThrow();
        platform.clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(failure(new Login("acme", "bob@x.org", given)).code()).isEqualTo("login.password_change_required");

        platform.clock.advance(Duration.ofSeconds(1));

        assertThat(failure(new Login("acme", "bob@x.org", given)).code()).isEqualTo("login.failed");
    }

    @Test
    void clearsSessionsThatEndedLongAgo() {
        Session old = session(owner);
        platform.clock.advance(Duration.ofDays(45));

        platform.login("acme", OWNER);

        assertThat(platform.stores.sessions().find(acme, old.id())).isEmpty();
    }

    @Test
    void startsNoSessionForWhoIsDisabledWhileThePasswordIsVerified() {
        Caller bob = platform.user(owner, "bob@x.org", "VIEWER");
        UserId id = new UserId(bob.actor().id());
        LoginService slow = whileVerifying(() -> platform.users.disable(owner, id));

        assertThatThrownBy(() -> slow.login(new Login("acme", "bob@x.org", PASSWORD), CLIENT))
                .isInstanceOf(Unauthenticated.class);

        assertThat(platform.actions(owner)).endsWith("user.disabled");
    }

    @Test
    void startsNoSessionForAPasswordThatIsChangedWhileItIsVerified() {
        LoginService slow = whileVerifying(() -> {
            platform.clock.advance(Duration.ofMillis(1));
            change(PASSWORD, OTHER);
        });

        assertThatThrownBy(() -> slow.login(new Login("acme", OWNER, PASSWORD), CLIENT))
                .isInstanceOf(Unauthenticated.class);
        assertThat(platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                .isNotNull();
    }

    private LoginService whileVerifying(Runnable meanwhile) {
        Passwords slow = new Passwords() {
            @Override
            public String hash(Secret password) {
                return platform.passwords.hash(password);
            }

            @Override
            public boolean verify(Secret password, Optional<String> hash) {
                boolean verified = platform.passwords.verify(password, hash);
                meanwhile.run();
                return verified;
            }

            @Override
            public boolean isAcceptable(Secret hash) {
                return platform.passwords.isAcceptable(hash);
            }

            @Override
            public boolean isOutdated(String hash) {
                return platform.passwords.isOutdated(hash);
            }
        };
        TokenPairs pairs =
                new TokenPairs(platform.tokens, InMemoryPlatform.POLICY, platform.policies, platform.key, platform.ids);
        SessionStarter starter =
                new SessionStarter(platform.stores.sessions(), platform.stores.users(), pairs, new SecureRandom());
        PasswordCheck check = new PasswordCheck(
                platform.directory,
                platform.stores.users(),
                platform.stores.credentials(),
                slow,
                platform.policies,
                platform.throttle,
                platform.clock);
        return new LoginService(
                platform.gate,
                check,
                platform.stores.credentials(),
                slow,
                new PasswordPolicy(platform.policies),
                starter,
                platform.second,
                new PasswordReplacement(
                        platform.stores.credentials(),
                        platform.stores.sessions(),
                        platform.stores.oneTimeTokens(),
                        platform.notices));
    }

    private SignIn change(Secret password, Secret newPassword) {
        return platform.logins.changePassword(new PasswordChange("acme", OWNER, password, newPassword), CLIENT);
    }

    private TenancyException failure(Login login) {
        return failure(login, CLIENT);
    }

    private TenancyException failure(Login login, Client client) {
        int before = platform.passwords.hashes();
        try {
            platform.logins.login(login, client);
        } catch (TenancyException e) {
            assertThat(platform.passwords.hashes()).as(login.toString()).isEqualTo(before + 1);
            return e;
        }
        throw new AssertionError("This login succeeds: " + login);
    }

    private User user(Caller caller) {
        return platform.stores
                .users()
                .find(acme, new UserId(caller.actor().id()))
                .orElseThrow();
    }

    private Credential credential(Caller caller) {
        return platform.stores
                .credentials()
                .find(acme, new UserId(caller.actor().id()))
                .orElseThrow();
    }

    private Session session(Caller caller) {
        return platform.stores
                .sessions()
                .find(acme, new SessionId(caller.credential()))
                .orElseThrow();
    }
}
