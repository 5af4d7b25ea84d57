package io.tenancy.core.access;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.login.PasswordChange;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** In a read-only tenant people come in, look, and go, and change nothing but how they come in. */
final class ReadOnlyTenantTest {
    private static final String OWNER = "owner@acme.example.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller before = platform.owner("acme");
    private final Caller owner = closed();

    private Caller closed() {
        platform.invitations.invite(before, new NewUser("new@acme.org", "New", Set.of("VIEWER")));
        platform.tenants.makeReadOnly(operator, before.tenant());
        return platform.signIn("acme", OWNER);
    }

    @Test
    void readsWhatItHas() {
        assertThat(platform.users
                        .list(
                                owner,
                                new UserQuery(Optional.empty(), Optional.empty(), Sort.NAME),
                                new PageRequest(Optional.empty(), 10))
                        .items())
                .hasSize(2);
        assertThat(platform.settings.list(owner).items()).isNotEmpty();
        assertThat(platform.ownTenant.get(owner).name()).isEqualTo("Name of acme");
        assertThat(platform.profiles.get(owner).user().email()).isEqualTo(OWNER);
    }

    @Test
    void changesNothing() {
        int entries = platform.journal(owner).size();

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> platform.settings.put(owner, "locale", new NewValue("de")),
                () -> platform.invitations.invite(owner, new NewUser("eve@acme.org", "Eve", Set.of("VIEWER"))),
                () -> platform.ownTenant.update(owner, new TenantChange(Optional.of("Mine"), Optional.empty())),
                () -> platform.accept("new@acme.org"))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            Denied.class, e -> assertThat(e.code()).isEqualTo("tenant.read_only"));
        }

        assertThat(platform.journal(owner)).hasSize(entries);
    }

    @Test
    void signsInRefreshesAndSignsOut() {
        TokenPair pair = platform.login("acme", OWNER);
        TokenPair next = platform.refreshes.refresh(pair.refreshToken(), CLIENT);
        Caller caller = platform.sessions.authenticate(next.accessToken()).orElseThrow();

        platform.sessions.logout(caller);

        assertThat(platform.sessions.authenticate(next.accessToken())).isEmpty();
        assertThat(platform.actions(owner)).endsWith("session.started", "session.ended");
    }

    @Test
    void replacesAPassword() {
        Secret other = new Secret("quite another password");
        PasswordChange change = new PasswordChange("acme", OWNER, InMemoryPlatform.PASSWORD, other);

        assertThat(platform.logins.changePassword(change, InMemoryPlatform.CLIENT))
                .isNotNull();

        assertThat(platform.actions(owner)).contains("user.password_changed");
    }

    @Test
    void writesAgainWhenItIsResumed() {
        platform.tenants.resume(operator, owner.tenant());

        assertThat(platform.accept("new@acme.org").email()).isEqualTo("new@acme.org");
        platform.settings.put(platform.signIn("acme", OWNER), "locale", new NewValue("de"));
    }
}
