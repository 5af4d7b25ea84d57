package io.tenancy.core.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.apikey.NewApiKey;
import io.tenancy.core.apikey.Rotation;
import io.tenancy.core.grant.NewGrant;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupChange;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.serviceaccount.NewServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountChange;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a gang of users tries with their own means, over any graph of roles: at no time may they all together do more
 * than they would do then by what they had at first. What one of them had up to a time, none has after it.
 */
final class EscalationTest {
    private static final List<Permission> ALL =
            Permissions.all().stream().sorted().toList();

    /** How many kinds of things a gang tries. */
    private static final int ATTEMPTS = 17;

    private InMemoryPlatform platform = new InMemoryPlatform();
    private Caller owner = platform.owner("acme");
    private List<String> gang = List.of();
    private List<Secret> keys = List.of();
    private List<RoleId> made = List.of();
    private int names;

    @Test
    void neverGivesAGangMoreThanItHeldTogether() {
        Tries.of(60, this::neverGivesAGangMoreThanItHeldTogether);
    }

    @Test
    void triesWhatSucceedsToo() {
        int[] done = new int[ATTEMPTS];

        for (int most = 0; most < 20 && IntStream.of(done).anyMatch(times -> times == 0); most++) {
            Tries.of(60, random -> {
                begin(random);
                for (int step = 0; step < 40 && !gang.isEmpty(); step++) {
                    int what = random.nextInt(done.length);
                    done[what] += attempt(random, what) ? 1 : 0;
                    gang.removeIf(email -> !canSignIn(email));
                }
            });
        }

        assertThat(done).doesNotContain(0);
    }

    private void neverGivesAGangMoreThanItHeldTogether(Random random) {
        begin(random);
        Held<Permission> atFirst = gang.stream().map(this::holdings).reduce(Held.lasting(Set.of()), Held::and);

        for (int step = 0; step < 40 && !gang.isEmpty(); step++) {
            attempt(random, random.nextInt(ATTEMPTS));
            if (random.nextInt(3) == 0) {
                platform.clock.advance(Duration.ofSeconds(random.nextInt(40)));
            }
            gang.removeIf(email -> !canSignIn(email));
            assertThat(atFirst.at(platform.clock.instant()).all())
                    .as("step %s", step)
                    .containsAll(held());
        }
    }

    private void begin(Random random) {
        platform = new InMemoryPlatform();
        owner = platform.owner("acme");
        keys = new ArrayList<>();
        made = new ArrayList<>();
        gang = new ArrayList<>();
        for (int role = random.nextInt(4); role > 0; role--) {
            platform.roles.create(owner, new NewRole(fresh("base"), "", plain(permissions(random)), parents(random)));
        }
        ServiceAccount account =
                platform.serviceAccounts.create(owner, new NewServiceAccount(fresh("account"), "", names(random)));
        platform.apiKeys.createFor(owner, account.id(), new NewApiKey(fresh("key"), scopesOf(account), Optional.of(1)));
        platform.groups.create(owner, new NewGroup(fresh("group"), "", names(random)));
        for (int member = 1 + random.nextInt(3); member > 0; member--) {
            join(random);
        }
    }

    /** Somebody who has one role for good, and often something up to a time. */
    private void join(Random random) {
        Set<Permission> permissions = random.nextInt(4) == 0 ? permissions(random) : useful(random);
        Set<Permission> passing = random.nextBoolean() ? permissions(random) : Set.of();
        permissions.removeAll(passing);
        Role role = platform.roles.create(
                owner,
                new NewRole(
                        fresh("role"), "", plain(permissions), random.nextInt(3) == 0 ? parents(random) : Set.of()));
        String email = fresh("gang") + "@x.org";
        UserId id = new UserId(platform.user(owner, email, role.name()).actor().id());
        if (!plain(passing).isEmpty()) {
            Role other = platform.roles.create(owner, new NewRole(fresh("role"), "", plain(passing), Set.of()));
            platform.grants.give(owner, id, new NewGrant(Optional.of(other.name()), Optional.empty(), end(random)));
        }
        gang.add(email);
    }

    /** One of the gang, or a program that has a key of theirs. */
    private Caller somebody(Random random) {
        List<Caller> programs = keys.stream()
                .flatMap(key -> platform.sessions.authenticate(key).stream())
                .toList();
        return programs.isEmpty() || random.nextInt(3) > 0
                ? platform.signIn("acme", pick(random, gang))
                : pick(random, programs);
    }

    /** Tries one thing as one of the gang; whether it was let. */
    private boolean attempt(Random random, int what) {
        try {
            attempt(random, what, somebody(random));
            return true;
        } catch (TenancyException e) {
            assertThat(e.kind()).isNotEqualTo(TenancyException.Kind.UNAUTHENTICATED);
            return false;
        }
    }

    private void attempt(Random random, int what, Caller caller) {
        switch (what) {
            case 0, 1 -> onRoles(random, what, caller);
            case 2 -> platform.roles.delete(caller, unused(random));
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
            case 5 -> onUser(random, caller, pick(random, users()).id());
            case 6, 7 -> onGrants(random, caller, pick(random, users()).id());
            case 8, 9, 10, 11 -> onGroups(random, what, caller);
            case 12, 13, 14 -> onAccounts(random, what, caller);
            case 15 ->
                keys.add(platform.apiKeys
                        .createOwn(caller, new NewApiKey(fresh("key"), few(random, caller), Optional.of(1)))
                        .secret());
            case 16 -> rotate(random, caller);
            default -> throw new IllegalArgumentException("There is no attempt " + what + ".");
        }
    }

    private void onRoles(Random random, int what, Caller caller) {
        if (what == 0) {
            NewRole role = new NewRole(fresh("role"), "", few(random, caller), parents(random));
            made.add(platform.roles.create(caller, role).id());
            return;
        }
        Optional<Set<Permission>> permissions = Optional.of(few(random, caller)).filter(any -> random.nextBoolean());
        Optional<Set<String>> parents = Optional.of(parents(random)).filter(any -> random.nextBoolean());
        platform.roles.update(
                caller, pick(random, roles()).id(), new RoleChange(Optional.of(fresh("text")), permissions, parents));
    }

    private void onUser(Random random, Caller caller, UserId id) {
        switch (random.nextInt(3)) {
            case 0 -> platform.users.disable(caller, id);
            case 1 -> platform.users.enable(caller, id);
            default -> platform.users.delete(caller, id);
        }
    }

    private void onGrants(Random random, Caller caller, UserId user) {
        switch (random.nextInt(3)) {
            case 0 ->
                platform.grants.give(
                        caller,
                        user,
                        new NewGrant(Optional.of(pick(random, roles()).name()), Optional.empty(), end(random)));
            case 1 ->
                platform.grants.give(
                        caller, user, new NewGrant(Optional.empty(), Optional.of(pick(random, ALL)), end(random)));
            default ->
                platform.stores.grants().list(platform.scope(owner), user).stream()
                        .findAny()
                        .ifPresent(grant -> platform.grants.take(caller, user, grant.id()));
        }
    }

    private void onGroups(Random random, int what, Caller caller) {
        Set<String> roles = random.nextInt(3) == 0 ? Set.of() : names(random);
        List<Group> groups = platform.stores.groups().list(platform.scope(owner), Optional.empty(), 100);
        if (what == 8 || groups.isEmpty()) {
            platform.groups.create(caller, new NewGroup(fresh("group"), "", roles));
            return;
        }
        Group group = pick(random, groups);
        switch (what) {
            case 9 ->
                platform.groups.update(
                        caller,
                        group.id(),
                        new GroupChange(Optional.of(fresh("group")), Optional.empty(), Optional.of(roles)));
            case 10 ->
                platform.members.add(caller, group.id(), pick(random, users()).id());
            default -> {
                if (random.nextBoolean()) {
                    platform.groups.delete(caller, group.id());
                } else {
                    platform.members.remove(
                            caller, group.id(), pick(random, users()).id());
                }
            }
        }
    }

    private void onAccounts(Random random, int what, Caller caller) {
        List<ServiceAccount> accounts = platform.stores.serviceAccounts().list(platform.scope(owner));
        if (what == 12 || accounts.isEmpty()) {
            platform.serviceAccounts.create(caller, new NewServiceAccount(fresh("account"), "", names(random)));
            return;
        }
        ServiceAccount account = pick(random, accounts);
        if (what == 13) {
            platform.serviceAccounts.update(
                    caller,
                    account.id(),
                    new ServiceAccountChange(Optional.empty(), Optional.of(fresh("text")), Optional.of(names(random))));
            return;
        }
        Set<Permission> scopes = random.nextBoolean() ? scopesOf(account) : few(random, caller);
        keys.add(platform.apiKeys
                .createFor(caller, account.id(), new NewApiKey(fresh("key"), scopes, Optional.of(1)))
                .secret());
    }

    /** A key of an account, whoever has made it, is replaced by one that the gang sees. */
    private void rotate(Random random, Caller caller) {
        List<ServiceAccount> accounts = platform.stores.serviceAccounts().list(platform.scope(owner));
        List<ApiKey> theirs = accounts.stream()
                .flatMap(account -> platform.apiKeys.of(owner, account.id()).items().stream())
                .toList();
        if (theirs.isEmpty()) {
            onAccounts(random, 14, caller);
            return;
        }
        ApiKey key = pick(random, theirs);
        ServiceAccount account = accounts.stream()
                .filter(any -> KeyOwner.of(any.id()).equals(key.owner()))
                .findAny()
                .orElseThrow();
        Rotation rotation = new Rotation(Optional.of(random.nextInt(2)), Optional.of(1));
        keys.add(platform.apiKeys
                .rotateFor(caller, account.id(), key.id(), rotation)
                .secret());
    }

    /** Everything that the gang may do, with its keys too: what counts is what the gate is told. */
    private Set<Permission> held() {
        Stream<Caller> people = gang.stream().map(email -> platform.signIn("acme", email));
        Stream<Caller> programs = keys.stream().flatMap(key -> platform.sessions.authenticate(key).stream());
        return Stream.concat(people, programs)
                .flatMap(caller -> caller.permissions().stream())
                .collect(Collectors.toSet());
    }

    private Set<Permission> scopesOf(ServiceAccount account) {
        return new Grants(platform.stores.roles()).of(platform.scope(owner), account.roles());
    }

    private Held<Permission> holdings(String email) {
        UserId user = platform.stores
                .users()
                .findByEmail(platform.scope(owner), email)
                .orElseThrow()
                .id();
        return new Grants(platform.stores.roles()).of(platform.scope(owner), user, platform.clock.instant());
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

    /** Often a role that one of the gang made, which nobody may have yet. */
    private RoleId unused(Random random) {
        return made.isEmpty() || random.nextInt(4) == 0 ? pick(random, roles()).id() : pick(random, made);
    }

    private Set<String> names(Random random) {
        return Stream.generate(() -> pick(random, roles()).name())
                .limit(1 + random.nextInt(2))
                .collect(Collectors.toSet());
    }

    private Set<String> parents(Random random) {
        return Stream.generate(() -> pick(random, roles()))
                .limit(random.nextInt(3))
                .map(Role::name)
                .filter(name -> !name.equals("OWNER") || random.nextInt(4) == 0)
                .collect(Collectors.toSet());
    }

    /** Permissions of which the caller often has all. */
    private static Set<Permission> few(Random random, Caller caller) {
        Set<Permission> some = new HashSet<>(permissions(random));
        if (random.nextInt(3) > 0) {
            some.retainAll(caller.permissions());
        }
        return some;
    }

    private Optional<Instant> end(Random random) {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(platform.clock
                        .instant()
                        .plusSeconds(random.nextInt(300))
                        .plusMillis(1));
    }

    private static Set<Permission> plain(Set<Permission> permissions) {
        return permissions.stream().filter(any -> !any.isPlatform()).collect(Collectors.toSet());
    }

    private static Set<Permission> useful(Random random) {
        Set<Permission> permissions = permissions(random);
        permissions.add(Permissions.USER_WRITE);
        permissions.add(Permissions.ROLE_WRITE);
        permissions.add(Permissions.ROLE_ASSIGN);
        permissions.add(Permissions.GROUP_WRITE);
        permissions.add(Permissions.SERVICE_ACCOUNT_WRITE);
        permissions.add(Permissions.USER_DELETE);
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
