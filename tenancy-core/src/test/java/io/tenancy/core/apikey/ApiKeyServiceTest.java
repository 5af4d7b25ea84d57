package io.tenancy.core.apikey;

import static io.tenancy.core.access.Permissions.ROLE_WRITE;
import static io.tenancy.core.access.Permissions.USER_READ;
import static io.tenancy.core.access.Permissions.USER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.serviceaccount.NewServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ApiKeyServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final ApiKeyService keys = platform.apiKeys;

    @Test
    void makesAKeyThatActsForItsOwnerWithinItsScopes() {
        IssuedKey issued = keys.createOwn(owner, wanted(USER_READ));

        Caller program = platform.sessions.authenticate(issued.secret()).orElseThrow();

        assertThat(program.permissions()).containsExactly(USER_READ);
        assertThat(program.actor())
                .isEqualTo(new Actor(Actor.Kind.API_KEY, issued.key().id().value()));
        assertThat(program.assurance()).isEmpty();
        assertThat(platform.users.get(program, self()).email()).isEqualTo("owner@acme.example.org");
        assertThat(keys.own(owner).items()).containsExactly(issued.key());
        assertThat(keys.own(owner, issued.key().id())).isEqualTo(issued.key());
        assertThat(issued.key().expiresAt()).isEqualTo(platform.clock.instant().plus(Duration.ofDays(90)));
        assertThat(issued.toString()).doesNotContain(issued.secret().reveal());
    }

    @Test
    void letsAServiceAccountActByItsName() {
        ServiceAccountId account = account("MEMBER");
        IssuedKey issued = keys.createFor(owner, account, wanted(USER_READ));

        Caller program = platform.sessions.authenticate(issued.secret()).orElseThrow();

        assertThat(program.actor()).isEqualTo(new Actor(Actor.Kind.SERVICE, account.value()));
        assertThat(keys.of(owner, account).items()).containsExactly(issued.key());
        assertThat(keys.of(owner, account, issued.key().id())).isEqualTo(issued.key());
    }

    @Test
    void grantsNothingThatTheMakerOrTheOwnerDoesNotHold() {
        Caller viewer = platform.user(owner, "viewer@acme.example.org", "VIEWER");
        ServiceAccountId account = account("VIEWER");

        refused("access.escalation", () -> keys.createOwn(viewer, wanted(USER_WRITE)));
        refused("scopes.not_held", () -> keys.createFor(owner, account, wanted(ROLE_WRITE)));
        refused("access.denied", () -> keys.createFor(viewer, account, wanted(USER_READ)));
        refused("scopes.unknown", () -> wanted(new Permission("no:such")));
        refused("scopes.missing", () -> wanted());
        refused(
                "expiresInDays.range",
                () -> keys.createOwn(owner, new NewApiKey("x", Set.of(USER_READ), Optional.of(366))));
    }

    @Test
    void losesWhatItsOwnerLoses() {
        Caller member = platform.user(owner, "member@acme.example.org", "ADMIN");
        IssuedKey issued = keys.createOwn(member, wanted(USER_READ, USER_WRITE));
        UserId id = new UserId(member.actor().id());

        platform.users.update(owner, id, new UserChange(Optional.empty(), Optional.of(Set.of("VIEWER"))));
        assertThat(platform.sessions.authenticate(issued.secret()).orElseThrow().permissions())
                .containsExactly(USER_READ);

        platform.users.disable(owner, id);
        assertThat(platform.sessions.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void isGoodUntilItExpires() {
        IssuedKey issued = keys.createOwn(owner, new NewApiKey("x", Set.of(USER_READ), Optional.of(1)));

        platform.clock.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(platform.sessions.authenticate(issued.secret())).isPresent();
        platform.clock.advance(Duration.ofSeconds(1));
        assertThat(platform.sessions.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void isReplacedWithAnOverlap() {
        IssuedKey old = keys.createOwn(owner, wanted(USER_READ));
        IssuedKey young = keys.rotateOwn(owner, old.key().id(), new Rotation(Optional.of(2), Optional.empty()));

        assertThat(young.key().scopes()).isEqualTo(old.key().scopes());
        assertThat(platform.sessions.authenticate(old.secret())).isPresent();
        platform.clock.advance(Duration.ofHours(2));
        assertThat(platform.sessions.authenticate(old.secret())).isEmpty();
        assertThat(platform.sessions.authenticate(young.secret())).isPresent();
        refused(
                "api_key.not_found",
                () -> keys.rotateOwn(owner, old.key().id(), new Rotation(Optional.empty(), Optional.empty())));
        refused("overlapHours.range", () -> new Rotation(Optional.of(169), Optional.empty()));
    }

    @Test
    void isRevokedOnceAndForAll() {
        IssuedKey issued = keys.createOwn(owner, wanted(USER_READ));

        keys.revokeOwn(owner, issued.key().id());

        assertThat(platform.sessions.authenticate(issued.secret())).isEmpty();
        refused("api_key.not_found", () -> keys.revokeOwn(owner, issued.key().id()));
        assertThat(platform.actions(owner)).containsSubsequence("api_key.created", "api_key.revoked");
    }

    @Test
    void isRevokedByWhoLooksAfterItsOwner() {
        Caller member = platform.user(owner, "member@acme.example.org", "MEMBER");
        UserId id = new UserId(member.actor().id());
        IssuedKey issued = keys.createOwn(member, wanted(USER_READ));

        assertThat(keys.of(owner, id).items()).containsExactly(issued.key());
        refused(
                "api_key.not_found",
                () -> keys.revokeFor(owner, self(), issued.key().id()));
        keys.revokeFor(owner, id, issued.key().id());

        assertThat(platform.sessions.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void makesAndChangesNoCredentialsOfPeopleOrPrograms() {
        ServiceAccountId account = account("OWNER");
        Set<Permission> everything = owner.permissions();
        IssuedKey issued = keys.createFor(owner, account, new NewApiKey("all", everything, Optional.empty()));
        Caller program = platform.sessions.authenticate(issued.secret()).orElseThrow();

        assertThat(program.permissions()).isEqualTo(everything);
        refused("access.person_required", () -> keys.own(program));
        refused("access.person_required", () -> keys.createOwn(program, wanted(USER_READ)));
        refused("access.person_required", () -> keys.createFor(program, account, wanted(USER_READ)));
        refused("access.person_required", () -> platform.sessions.logout(program));
        refused("access.person_required", () -> platform.profiles.get(program));
        refused(
                "access.person_required",
                () -> platform.invitations.create(program, new NewUser("x@acme.example.org", "X", Set.of("VIEWER"))));
    }

    @Test
    void isOfATenantThatItsOwnRowsConfirm() {
        IssuedKey issued = keys.createOwn(owner, wanted(USER_READ));
        Caller other = platform.owner("globex");

        refused("api_key.not_found", () -> keys.revokeOwn(other, issued.key().id()));
        assertThat(platform.sessions.authenticate(issued.secret()).orElseThrow().tenant())
                .isEqualTo(owner.tenant());
    }

    private ServiceAccountId account(String role) {
        return platform.serviceAccounts
                .create(owner, new NewServiceAccount("reports", null, Set.of(role)))
                .id();
    }

    private UserId self() {
        return new UserId(owner.actor().id());
    }

    private static NewApiKey wanted(Permission... scopes) {
        return new NewApiKey("nightly", Set.of(scopes), Optional.empty());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
