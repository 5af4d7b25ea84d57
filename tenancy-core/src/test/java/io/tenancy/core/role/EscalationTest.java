package io.tenancy.core.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.Tries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a gang of users tries with their own means, none of them ever may do more than they all could at first. */
final class EscalationTest {
    private static final List<Permission> ALL =
            Permissions.all().stream().sorted().toList();

    private InMemoryPlatform platform = new InMemoryPlatform();
    private Caller owner = platform.owner("acme");
    private int names;

    @Test
    void neverGivesAGangMoreThanItHeldTogether() {
        Tries.of(60, this::neverGivesAGangMoreThanItHeldTogether);
    }

    private void neverGivesAGangMoreThanItHeldTogether(Random random) {
        platform = new InMemoryPlatform();
        owner = platform.owner("acme");
        List<String> gang = gang(random, 1 + random.nextInt(3));
        Set<Permission> held = held(gang);

        for (int step = 0; step < 40; step++) {
            Caller caller = platform.signIn("acme", pick(random, gang));
            try {
                attempt(random, caller, gang);
            } catch (TenancyException e) {
                assertThat(e.kind()).isNotEqualTo(TenancyException.Kind.UNAUTHENTICATED);
            }
            gang.removeIf(email -> !canSignIn(email));
            if (gang.isEmpty()) {
                return;
            }
            assertThat(held).as("step %s", step).containsAll(held(gang));
        }
    }

    private List<String> gang(Random random, int size) {
        List<String> gang = new ArrayList<>();
        for (int member = 0; member < size; member++) {
            Set<Permission> permissions = random.nextInt(4) == 0 ? permissions(random) : useful(random);
            permissions.removeIf(Permission::isPlatform);
            Role role = platform.roles.create(owner, new NewRole(fresh("role"), "", permissions, Set.of()));
            String email = fresh("gang") + "@x.org";
            platform.user(owner, email, role.name());
            gang.add(email);
        }
        return gang;
    }

    private void attempt(Random random, Caller caller, List<String> gang) {
        switch (random.nextInt(7)) {
            case 0 -> platform.roles.create(caller, new NewRole(fresh("role"), "", permissions(random), Set.of()));
            case 1 ->
                platform.roles.update(
                        caller,
                        pick(random, roles()).id(),
                        new RoleChange(Optional.empty(), Optional.of(permissions(random)), Optional.empty()));
            case 2 -> platform.roles.delete(caller, pick(random, roles()).id());
            case 3 ->
                platform.users.update(
                        caller,
                        pick(random, users()).id(),
                        new UserChange(Optional.of(fresh("name")), Optional.of(names(random))));
            case 4 -> {
                String email = fresh("gang") + "@x.org";
                platform.invitations.invite(caller, new NewUser(email, "Gang", names(random)));
                platform.accept(email);
                gang.add(email);
            }
            case 5 -> {
                UserId id = pick(random, users()).id();
                if (random.nextBoolean()) {
                    platform.users.disable(caller, id);
                } else {
                    platform.users.enable(caller, id);
                }
            }
            default -> platform.users.delete(caller, pick(random, users()).id());
        }
    }

    /** Everything that the gang may do: what counts is what the gate is told at a sign-in. */
    private Set<Permission> held(List<String> gang) {
        return gang.stream()
                .map(email -> platform.signIn("acme", email))
                .flatMap(caller -> caller.permissions().stream())
                .collect(Collectors.toSet());
    }

    private boolean canSignIn(String email) {
        return platform.stores
                .users()
                .findByEmail(platform.scope(owner), email)
                .filter(user -> user.status() == User.Status.ACTIVE)
                .isPresent();
    }

    private List<User> users() {
        UserQuery all = new UserQuery(Optional.empty(), Optional.empty(), Sort.CREATED);
        return platform.stores.users().list(platform.scope(owner), all, Optional.empty(), 1_000);
    }

    private List<Role> roles() {
        return platform.stores.roles().list(platform.scope(owner));
    }

    private Set<String> names(Random random) {
        return Stream.generate(() -> pick(random, roles()).name())
                .limit(1 + random.nextInt(2))
                .collect(Collectors.toSet());
    }

    private static Set<Permission> useful(Random random) {
        Set<Permission> permissions = permissions(random);
        permissions.add(Permissions.USER_WRITE);
        permissions.add(Permissions.ROLE_WRITE);
        permissions.add(Permissions.ROLE_ASSIGN);
        return permissions;
    }

    private static Set<Permission> permissions(Random random) {
        return ALL.stream().filter(any -> random.nextInt(3) == 0).collect(Collectors.toCollection(HashSet::new));
    }

    private String fresh(String kind) {
        names++;
        return kind + "-" + names;
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
