package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Permissions;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.role.Role;
import io.tenancy.core.session.Session;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} does with one user; {@link UserListContract} has the lists. */
public abstract class UserStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final Duration LIFE = Duration.ofDays(14);

    @Test
    void findsWhatWasAdded() {
        User ada = user(acme(), "ada@example.org", "Ada Lovelace", Status.INVITED, "VIEWER", "ADMIN");

        assertThat(users().find(acme(), ada.id())).contains(ada);
        assertThat(users().findByEmail(acme(), "ada@example.org")).contains(ada);
    }

    @Test
    void keepsEveryCharacterOfAName() {
        User ada = user(acme(), "ünï@exämple.org", "Ada 😀 \uE000 O'Neill \\ \"%_", Status.ACTIVE, "VIEWER");

        assertThat(users().find(acme(), ada.id())).contains(ada);
        assertThat(users().findByEmail(acme(), "ünï@exämple.org")).contains(ada);
    }

    @Test
    void findsNobodyUnderAnUnknownIdOrAddress() {
        user(acme(), "ada@example.org");

        assertThat(users().find(acme(), new UserId(TestTenants.newId()))).isEmpty();
        assertThat(users().findByEmail(acme(), "nobody@example.org")).isEmpty();
        assertThat(users().findByEmail(acme(), "%")).isEmpty();
    }

    @Test
    void knowsTheNamesOfManyAndOfNobodyWhoIsDeleted() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "VIEWER");
        User grace = user(acme(), "grace@example.org", "Grace", Status.DISABLED, "VIEWER");
        User gone = user(acme(), "gone@example.org", "Gone", Status.ACTIVE, "VIEWER");
        commit(acme(), () -> users().delete(acme(), gone.id(), gone.version(), LATER));

        Set<UserId> asked = Set.of(ada.id(), grace.id(), gone.id(), new UserId(TestTenants.newId()));
        assertThat(users().names(acme(), asked))
                .containsOnly(Map.entry(ada.id(), "Ada"), Map.entry(grace.id(), "Grace"));
        assertThat(users().names(acme(), Set.of())).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER");
        User changed = ada.with(new UserChange(Optional.of("Eve"), Optional.of(Set.of("ADMIN"))), LATER);

        assertThat(users().find(globex(), ada.id())).isEmpty();
        assertThat(users().names(globex(), Set.of(ada.id()))).isEmpty();
        assertThat(users().findByEmail(globex(), ada.email())).isEmpty();
        assertThat(commit(globex(), () -> users().update(globex(), changed))).isFalse();
        assertThat(commit(globex(), () -> users().delete(globex(), ada.id(), ada.version(), LATER)))
                .isFalse();
        commit(globex(), () -> users().touch(globex(), ada.id(), LATER));
        assertThat(users().othersHave(globex(), "OWNER", new UserId(TestTenants.newId())))
                .isFalse();

        assertThat(users().find(acme(), ada.id())).contains(ada);
    }

    @Test
    void knowsTheSameAddressInTwoTenantsAsTwoUsers() {
        User ada = user(acme(), "ada@example.org");
        User other = user(globex(), "ada@example.org");

        assertThat(users().findByEmail(acme(), "ada@example.org")).contains(ada);
        assertThat(users().findByEmail(globex(), "ada@example.org")).contains(other);
    }

    @Test
    void refusesARoleOfAnotherTenant() {
        role(acme(), "helper", Permissions.USER_READ);
        User eve = newUser("eve@example.org", "Eve", Status.ACTIVE, "helper");

        assertThatThrownBy(() -> commit(globex(), () -> users().add(globex(), eve)))
                .isInstanceOf(RuntimeException.class);
        assertThat(users().find(globex(), eve.id())).isEmpty();
    }

    @Test
    void refusesAnAddressTwiceAndLeavesTheTransactionUsable() {
        user(acme(), "ada@example.org");
        User second = newUser("ada@example.org", "Second", Status.ACTIVE, "VIEWER");
        User other = newUser("bob@example.org", "Bob", Status.ACTIVE, "VIEWER");

        boolean added = commit(acme(), () -> {
            boolean twice = users().add(acme(), second);
            users().add(acme(), other);
            return twice;
        });

        assertThat(added).isFalse();
        assertThat(users().find(acme(), second.id())).isEmpty();
        assertThat(users().find(acme(), other.id())).contains(other);
    }

    @Test
    void letsOneOfManyTakeAnAddressAtTheSameTime() {
        List<Boolean> added = AtOnce.run(16, number -> {
            User user = newUser("ada@example.org", "Ada " + number, Status.ACTIVE, "VIEWER");
            return commit(acme(), () -> users().add(acme(), user));
        });

        assertThat(added).containsOnlyOnce(true);
    }

    @Test
    void replacesNameStatusAndRoles() {
        User ada = user(acme(), "ada@example.org");
        User changed = ada.with(new UserChange(Optional.of("Ada King"), Optional.of(Set.of("ADMIN", "MEMBER"))), LATER);
        User disabled = changed.in(Status.DISABLED, LATER.plusSeconds(1));

        assertThat(commit(acme(), () -> users().update(acme(), changed))).isTrue();
        assertThat(users().find(acme(), ada.id())).contains(changed);
        assertThat(commit(acme(), () -> users().update(acme(), disabled))).isTrue();
        assertThat(users().find(acme(), ada.id())).contains(disabled);
    }

    @Test
    void changesNothingOfAnotherVersion() {
        User ada = user(acme(), "ada@example.org");
        User first = ada.with(new UserChange(Optional.of("First"), Optional.of(Set.of("ADMIN"))), LATER);
        User second = ada.with(new UserChange(Optional.of("Second"), Optional.of(Set.of("MEMBER"))), LATER);

        assertThat(commit(acme(), () -> users().update(acme(), first))).isTrue();
        assertThat(commit(acme(), () -> users().update(acme(), second))).isFalse();
        assertThat(commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER)))
                .isFalse();
        assertThat(users().find(acme(), ada.id())).contains(first);
    }

    @Test
    void movesAUserToAnAddressThatNobodyElseOfTheTenantHas() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        user(globex(), "new@example.org");

        assertThat(commit(acme(), () -> users().move(acme(), ada.at("bob@example.org", LATER))))
                .isFalse();
        assertThat(commit(globex(), () -> users().move(globex(), ada.at("new@example.org", LATER))))
                .isFalse();
        User moved = ada.at("new@example.org", LATER);
        assertThat(commit(acme(), () -> users().move(acme(), moved))).isTrue();
        assertThat(commit(acme(), () -> users().move(acme(), moved))).isFalse();

        assertThat(users().findByEmail(acme(), "new@example.org")).contains(moved);
        assertThat(users().findByEmail(acme(), "ada@example.org")).isEmpty();
        assertThat(users().find(acme(), bob.id())).contains(bob);
    }

    @Test
    void letsOneOfManyMoveToAnAddressAtTheSameTimeAndLeavesTheTransactionsUsable() {
        List<User> people = Stream.of("ada", "bob", "cyd", "dan", "eve", "fay", "gus", "ina")
                .map(name -> user(acme(), name + "@example.org"))
                .toList();

        List<Boolean> moved = AtOnce.run(people.size(), number -> {
            User mover = people.get(number).at("new@example.org", LATER);
            return commit(acme(), () -> {
                boolean done = users().move(acme(), mover);
                users().touch(acme(), mover.id(), LATER);
                return done;
            });
        });

        assertThat(moved).containsOnlyOnce(true);
        assertThat(users().findByEmail(acme(), "new@example.org")).isPresent();
        assertThat(people)
                .allSatisfy(person -> assertThat(
                                users().find(acme(), person.id()).orElseThrow().lastLoginAt())
                        .contains(LATER));
    }

    @Test
    void remembersThatAnAddressIsVerified() {
        User ada = user(acme(), "ada@example.org");

        assertThat(commit(acme(), () -> users().update(acme(), ada.verified(LATER))))
                .isTrue();

        assertThat(users().find(acme(), ada.id()).orElseThrow().emailVerifiedAt())
                .contains(LATER);
    }

    @Test
    void letsOneOfManyChangeAVersionAtTheSameTime() {
        User ada = user(acme(), "ada@example.org");

        List<Boolean> changed = AtOnce.run(16, number -> {
            UserChange change = new UserChange(Optional.of("Ada " + number), Optional.of(Set.of("ADMIN")));
            return commit(acme(), () -> users().update(acme(), ada.with(change, LATER)));
        });

        assertThat(changed).containsOnlyOnce(true);
        assertThat(users().find(acme(), ada.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void updatesNobodyWhoWasNeverAdded() {
        User nobody = newUser("ada@example.org", "Ada", Status.ACTIVE, "VIEWER").in(Status.DISABLED, LATER);

        assertThat(commit(acme(), () -> users().update(acme(), nobody))).isFalse();
        assertThat(users().find(acme(), nobody.id())).isEmpty();
    }

    @Test
    void notesASignInWithoutANewVersion() {
        User ada = user(acme(), "ada@example.org");

        commit(acme(), () -> users().touch(acme(), ada.id(), LATER));

        User seen = users().find(acme(), ada.id()).orElseThrow();
        assertThat(seen.lastLoginAt()).contains(LATER);
        assertThat(seen.version()).isEqualTo(ada.version());
        assertThat(seen.updatedAt()).isEqualTo(ada.updatedAt());
    }

    @Test
    void forgetsADeletedUserAndFreesTheAddress() {
        User ada = user(acme(), "ada@example.org");

        assertThat(commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER)))
                .isTrue();

        assertThat(users().find(acme(), ada.id())).isEmpty();
        assertThat(users().findByEmail(acme(), ada.email())).isEmpty();
        assertThat(commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER)))
                .isFalse();
        User again = user(acme(), "ada@example.org");
        assertThat(users().findByEmail(acme(), ada.email())).contains(again);
    }

    @Test
    void freesAnAddressAgainAndAgain() {
        for (int round = 0; round < 3; round++) {
            User ada = user(acme(), "ada@example.org");
            assertThat(commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER)))
                    .isTrue();
        }
        assertThat(users().findByEmail(acme(), "ada@example.org")).isEmpty();
    }

    @Test
    void deletesCredentialsRolesAndSessionsToo() {
        Role helper = role(acme(), "helper", Permissions.USER_READ);
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "helper");
        Session session = session(acme(), ada);
        commit(acme(), () -> stores().credentials().put(acme(), ada.id(), new Credential("$hash$", false, T0)));

        commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER));

        assertThat(stores().credentials().find(acme(), ada.id())).isEmpty();
        assertThat(stores().sessions().find(acme(), session.id()).filter(kept -> kept.isLive(T0, LIFE, LIFE)))
                .isEmpty();
        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void saysWhetherAnotherActiveUserHasARole() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER", "VIEWER");
        user(acme(), "bob@example.org", "Bob", Status.INVITED, "OWNER");
        user(acme(), "cyd@example.org", "Cyd", Status.DISABLED, "OWNER");
        User eve = user(acme(), "eve@example.org", "Eve", Status.ACTIVE, "ADMIN");
        user(globex(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER");

        assertThat(users().othersHave(acme(), "OWNER", ada.id())).isFalse();
        assertThat(users().othersHave(acme(), "OWNER", eve.id())).isTrue();
        assertThat(users().othersHave(acme(), "MEMBER", eve.id())).isFalse();

        commit(acme(), () -> users().delete(acme(), ada.id(), ada.version(), LATER));
        assertThat(users().othersHave(acme(), "OWNER", eve.id())).isFalse();
    }

    @Test
    void findsWhoHasARole() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER", "ADMIN");
        user(acme(), "bob@example.org", "Bob", Status.INVITED, "OWNER");
        user(acme(), "cyd@example.org", "Cyd", Status.DISABLED, "ADMIN");
        user(acme(), "dan@example.org", "Dan", Status.ACTIVE, "VIEWER");
        User eve = user(acme(), "eve@example.org", "Eve", Status.ACTIVE, "ADMIN");
        User gone = user(acme(), "gus@example.org", "Gus", Status.ACTIVE, "ADMIN");
        commit(acme(), () -> users().delete(acme(), gone.id(), gone.version(), LATER));
        user(globex(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER");

        assertThat(users().holders(acme(), Set.of("OWNER", "ADMIN"), 10)).containsExactly(ada, eve);
        assertThat(users().holders(acme(), Set.of("OWNER", "ADMIN"), 1)).containsExactly(ada);
        assertThat(users().holders(acme(), Set.of("MEMBER"), 10)).isEmpty();
    }

    private UserStore users() {
        return stores().users();
    }
}
