package io.tenancy.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class UserServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final UserService users = platform.users;
    private final Caller owner = platform.owner("acme");

    @Test
    void needsThePermissionOfEachOperation() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.USER_READ);
        Caller writer = TestTenants.caller(platform.scope(owner), Permissions.USER_WRITE);

        denied(() -> users.get(writer, bob), "user:read");
        denied(() -> users.list(writer, all(Sort.NAME), first()), "user:read");
        denied(() -> users.update(reader, bob, rename("Rob")), "user:write");
        denied(() -> users.disable(reader, bob), "user:write");
        denied(() -> users.enable(reader, bob), "user:write");
        denied(() -> users.delete(writer, bob), "user:delete");
    }

    @Test
    void hidesTheUsersOfAnotherTenant() {
        Caller globex = platform.owner("globex");
        UserId foreign = id(globex);

        for (BiConsumer<Caller, UserId> operation : List.<BiConsumer<Caller, UserId>>of(
                users::get,
                users::disable,
                users::enable,
                users::delete,
                (caller, id) -> users.update(caller, id, rename("Eve")))) {
            TenancyException ofForeign = refusal(() -> operation.accept(owner, foreign));
            TenancyException ofUnknown = refusal(() -> operation.accept(owner, new UserId(TestTenants.newId())));
            assertThat(ofForeign).isInstanceOf(NotFound.class).hasMessage(ofUnknown.getMessage());
            assertThat(ofForeign.code()).isEqualTo(ofUnknown.code());
        }
        assertThat(users.get(globex, foreign).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void renamesAUserAndWritesItDown() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));

        User renamed = users.update(owner, bob, rename("  Robert "));

        assertThat(renamed.name()).isEqualTo("Robert");
        assertThat(users.get(owner, bob)).isEqualTo(renamed);
        assertThat(platform.actions(owner)).endsWith("user.renamed");
    }

    @Test
    void writesNothingDownWhereNothingChanges() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));
        User before = users.get(owner, bob);
        int entries = platform.journal(owner).size();

        users.update(owner, bob, new UserChange(Optional.of(before.name()), Optional.of(before.roles())));
        users.update(owner, bob, new UserChange(Optional.empty(), Optional.empty()));

        assertThat(users.get(owner, bob)).isEqualTo(before);
        assertThat(platform.journal(owner)).hasSize(entries);
    }

    @Test
    void needsMoreThanUserWriteToChangeRoles() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));
        Caller writer = TestTenants.caller(
                platform.scope(owner), Permissions.USER_WRITE, Permissions.USER_READ, Permissions.TENANT_READ);

        assertThat(users.update(writer, bob, rename("Rob")).name()).isEqualTo("Rob");
        denied(() -> users.update(writer, bob, roles("MEMBER")), "role:assign");
    }

    @Test
    void letsNobodyGiveWhatTheyDoNotHold() {
        Caller admin = platform.user(owner, "admin@x.org", "ADMIN");
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));

        assertThat(users.update(admin, bob, roles("ADMIN", "VIEWER")).roles()).containsExactly("ADMIN", "VIEWER");
        escalation(() -> users.update(admin, bob, roles("OWNER")));
        escalation(() -> users.update(admin, id(admin), roles("ADMIN", "OWNER")));
    }

    @Test
    void letsNobodyTouchWhoMayDoMore() {
        Caller admin = platform.user(owner, "admin@x.org", "ADMIN");
        UserId second = id(platform.user(owner, "second@x.org", "OWNER"));

        escalation(() -> users.update(admin, second, rename("Eve")));
        escalation(() -> users.update(admin, second, roles("VIEWER")));
        escalation(() -> users.disable(admin, second));
        escalation(() -> users.delete(admin, second));
        users.disable(owner, second);
        escalation(() -> users.enable(admin, second));
    }

    @Test
    void refusesRolesThatTheTenantDoesNotHave() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));

        for (String unknown : List.of("OPERATOR", "nobody", "owner", "VIEWER ")) {
            invalid(() -> users.update(owner, bob, roles(unknown)), "roles", "roles.unknown");
        }
        invalid(() -> roles(), "roles", "roles.count");
        invalid(() -> roles("a\0b"), "roles", "roles.control_character");
    }

    @Test
    void movesThroughItsStatuses() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));
        UserId ivy = platform.invitations
                .invite(owner, new NewUser("ivy@x.org", "Ivy", Set.of("VIEWER")))
                .id();

        conflict(() -> users.enable(owner, bob), "user.status");
        conflict(() -> users.enable(owner, ivy), "user.status");
        conflict(() -> users.disable(owner, ivy), "user.status");
        assertThat(users.disable(owner, bob).status()).isEqualTo(Status.DISABLED);
        conflict(() -> users.disable(owner, bob), "user.status");
        assertThat(refusal(() -> users.disable(owner, bob)).detail())
                .isEqualTo("This needs a user who is active; this one is disabled.");
        assertThat(users.enable(owner, bob).status()).isEqualTo(Status.ACTIVE);
        assertThat(platform.actions(owner)).endsWith("user.disabled", "user.enabled");
    }

    @Test
    void deletesAUserAndFreesTheAddress() {
        UserId bob = id(platform.user(owner, "bob@x.org", "VIEWER"));

        users.delete(owner, bob);

        assertThatThrownBy(() -> users.get(owner, bob)).isInstanceOf(NotFound.class);
        assertThat(platform.actions(owner)).endsWith("user.deleted");
        assertThat(id(platform.user(owner, "bob@x.org", "VIEWER"))).isNotEqualTo(bob);
    }

    @Test
    void keepsTheLastOwner() {
        UserId last = id(owner);
        platform.user(owner, "admin@x.org", "ADMIN");
        platform.invitations.invite(owner, new NewUser("ivy@x.org", "Ivy", Set.of("OWNER")));

        conflict(() -> users.delete(owner, last), "user.last_owner");
        conflict(() -> users.disable(owner, last), "user.last_owner");
        conflict(() -> users.update(owner, last, roles("ADMIN")), "user.last_owner");
        assertThat(users.update(owner, last, roles("ADMIN", "OWNER")).roles()).contains("OWNER");
    }

    @Test
    void keepsTheLastOperator() {
        Caller operator = platform.operator();

        conflict(() -> users.delete(operator, id(operator)), "user.last_owner");
        conflict(() -> users.update(operator, id(operator), roles("ADMIN")), "user.last_owner");
    }

    @Test
    void keepsOneOfTwoOwnersWhoRemoveEachOther() {
        for (int round = 0; round < 20; round++) {
            Caller first = platform.owner("tenant" + round);
            Caller second = platform.user(first, "second@x.org", "OWNER");
            int way = round % 3;

            List<Boolean> done = AtOnce.run(2, number -> {
                Caller by = number == 0 ? first : second;
                UserId other = id(number == 0 ? second : first);
                try {
                    remove(by, other, way);
                    return true;
                } catch (Conflict
                        | Denied
                        | Unauthenticated e) { // one who has lost the role by then can take it from nobody
                    assertThat(e.code()).isIn("user.last_owner", "access.escalation", "access.denied", "token.invalid");
                    return false;
                }
            });

            assertThat(done).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void listsPagesOfOneQuery() {
        for (int number = 0; number < 5; number++) {
            platform.invitations.invite(owner, new NewUser("u" + number + "@x.org", "User", Set.of("VIEWER")));
        }
        UserQuery query = new UserQuery(Optional.of("USER"), Optional.of(Status.INVITED), Sort.NAME);

        Page<User> first = users.list(owner, query, new PageRequest(Optional.empty(), 3));
        Page<User> second = users.list(owner, query, new PageRequest(first.next(), 3));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isEmpty();
        PageRequest elsewhere = new PageRequest(first.next(), 3);
        invalid(() -> users.list(owner, all(Sort.NAME), elsewhere), "cursor", "cursor.invalid");
        Caller globex = platform.owner("globex");
        invalid(() -> users.list(globex, query, elsewhere), "cursor", "cursor.invalid");
    }

    @Test
    void refusesASearchThatNoNameContains() {
        invalid(
                () -> new UserQuery(Optional.of("a\0"), Optional.empty(), Sort.NAME),
                "search",
                "search.control_character");
        invalid(
                () -> new UserQuery(Optional.of("a".repeat(201)), Optional.empty(), Sort.NAME),
                "search",
                "search.too_long");
    }

    private void remove(Caller by, UserId other, int way) {
        switch (way) {
            case 0 -> users.delete(by, other);
            case 1 -> users.disable(by, other);
            default -> users.update(by, other, roles("VIEWER"));
        }
    }

    private static UserId id(Caller caller) {
        return new UserId(caller.actor().id());
    }

    private static UserQuery all(Sort sort) {
        return new UserQuery(Optional.empty(), Optional.empty(), sort);
    }

    private static PageRequest first() {
        return new PageRequest(Optional.empty(), 50);
    }

    private static UserChange rename(String name) {
        return new UserChange(Optional.of(name), Optional.empty());
    }

    private static UserChange roles(String... names) {
        return new UserChange(Optional.empty(), Optional.of(Set.of(names)));
    }

    private static TenancyException refusal(ThrowingCallable call) {
        return catchThrowableOfType(TenancyException.class, call);
    }

    private static void denied(ThrowingCallable call, String permission) {
        assertThat(refusal(call)).isInstanceOf(Denied.class).hasMessageContaining(permission);
    }

    private static void escalation(ThrowingCallable call) {
        assertThat(refusal(call).code()).isEqualTo("access.escalation");
    }

    private static void conflict(ThrowingCallable call, String code) {
        assertThat(refusal(call)).isInstanceOf(Conflict.class);
        assertThat(refusal(call).code()).isEqualTo(code);
    }

    private static void invalid(ThrowingCallable call, String field, String code) {
        assertThat(refusal(call)).isInstanceOf(Invalid.class);
        assertThat(refusal(call).field()).contains(field);
        assertThat(refusal(call).code()).isEqualTo(code);
    }
}
