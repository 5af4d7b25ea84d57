package io.tenancy.core.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.decision.DecisionService;
import io.tenancy.core.decision.Question;
import io.tenancy.core.decision.Semantic;
import io.tenancy.core.decision.StoredAuthorities;
import io.tenancy.core.decision.Subject;
import io.tenancy.core.decision.Verdict;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.role.Holding;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleChange;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GrantServiceTest {
    private static final String ADA = "ada@x.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final UserId ada =
            new UserId(platform.user(owner, ADA, "VIEWER").actor().id());
    private final Instant end = platform.clock.instant().plusSeconds(60);

    @Test
    void countsUpToItsEndAndNotAMomentLonger() {
        platform.grants.give(owner, ada, role("ADMIN", Optional.of(end)));
        Caller before = platform.signIn("acme", ADA);

        platform.clock.set(end.minusNanos(1_000));
        assertThat(platform.signIn("acme", ADA).may(Permissions.USER_WRITE)).isTrue();
        platform.clock.set(end);

        assertThat(before.may(Permissions.USER_WRITE)).isTrue();
        assertThat(platform.signIn("acme", ADA).may(Permissions.USER_WRITE)).isFalse();
        assertThat(platform.grants.list(owner, ada).items()).isEmpty();
        assertThat(platform.grants
                        .give(owner, ada, role("ADMIN", Optional.empty()))
                        .expiresAt())
                .isEmpty();
    }

    @Test
    void isWrittenDownWithItsRoleAlsoWhereItIsTaken() {
        Grant grant = platform.grants.give(owner, ada, role("ADMIN", Optional.of(end)));
        platform.grants.take(owner, ada, grant.id());

        assertThat(platform.journal(owner))
                .filteredOn(entry -> entry.action().endsWith("taken"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.changes())
                        .containsExactly(Difference.removed("role", "ADMIN"), Difference.removed("expiresAt", end)));
    }

    @Test
    void isNotForLongerThanTheGiverHoldsIt() {
        UserId bob =
                new UserId(platform.user(owner, "bob@x.org", "VIEWER").actor().id());
        platform.grants.give(owner, ada, role("ADMIN", Optional.of(end)));
        Caller passing = platform.signIn("acme", ADA);

        assertThatThrownBy(() -> platform.grants.give(passing, bob, role("MEMBER", Optional.empty())))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.grants.give(passing, bob, role("MEMBER", Optional.of(end.plusMillis(1)))))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.groups.create(passing, new NewGroup("Team", "", Set.of("MEMBER"))))
                .isInstanceOf(Denied.class);
        platform.grants.give(passing, bob, role("MEMBER", Optional.of(end)));
    }

    /** Whose request has waited for the one that has taken it from them. */
    @Test
    void isNotGivenBySomebodyWhoHasLostItMeanwhile() {
        Caller eve = platform.user(owner, "eve@x.org", "ADMIN");
        UserId id = new UserId(eve.actor().id());
        platform.users.update(owner, id, new UserChange(Optional.empty(), Optional.of(Set.of("VIEWER"))));

        assertThatThrownBy(() -> platform.grants.give(eve, id, role("ADMIN", Optional.empty())))
                .isInstanceOf(Denied.class);
        platform.grants.give(
                owner, id, new NewGrant(Optional.empty(), Optional.of(Permissions.ROLE_ASSIGN), Optional.empty()));
        assertThatThrownBy(() -> platform.grants.give(
                        eve,
                        id,
                        new NewGrant(Optional.empty(), Optional.of(Permissions.SETTING_WRITE), Optional.empty())))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.groups.create(eve, new NewGroup("Team", "", Set.of("MEMBER"))))
                .isInstanceOf(Denied.class);
    }

    @Test
    void refusesThePastWhatIsThereAndWhatNobodyHolds() {
        Instant now = platform.clock.instant();
        platform.grants.give(owner, ada, role("MEMBER", Optional.of(end)));

        assertThatThrownBy(() -> platform.grants.give(owner, ada, role("ADMIN", Optional.of(now))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> platform.grants.give(owner, ada, role("MEMBER", Optional.empty())))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> platform.grants.give(
                        owner,
                        ada,
                        new NewGrant(
                                Optional.empty(), Optional.of(Permissions.PLATFORM_READ_TENANTS), Optional.empty())))
                .isInstanceOf(Denied.class);
    }

    @Test
    void makesNobodyAnOwnerWhoMayBeTheLast() {
        platform.grants.give(owner, ada, role("OWNER", Optional.of(end)));
        Group owners = platform.groups.create(owner, new NewGroup("Owners", "", Set.of("OWNER")));
        platform.members.add(owner, owners.id(), ada);
        UserId self = new UserId(owner.actor().id());

        assertThatThrownBy(() -> platform.users.disable(owner, self)).hasMessageContaining("OWNER");
    }

    @Test
    void isExplainedWithEveryChain() {
        Role base = platform.roles.create(owner, new NewRole("base", "", Set.of(Permissions.AUDIT_READ), Set.of()));
        platform.roles.create(owner, new NewRole("heir", "", Set.of(), Set.of(base.name())));
        Group team = platform.groups.create(owner, new NewGroup("Team", "", Set.of("base")));
        platform.members.add(owner, team.id(), ada);
        Grant grant = platform.grants.give(owner, ada, role("heir", Optional.of(end)));

        EffectivePermission audit = platform.explanations.explain(owner, ada).items().stream()
                .filter(one -> one.permission().equals(Permissions.AUDIT_READ))
                .findAny()
                .orElseThrow();

        assertThat(audit.until()).isEmpty();
        assertThat(audit.sources())
                .containsExactlyInAnyOrder(
                        new EffectivePermission.Source(
                                Holding.Kind.GROUP,
                                Optional.of(team.id().value()),
                                Optional.of("Team"),
                                List.of("base"),
                                Optional.empty()),
                        new EffectivePermission.Source(
                                Holding.Kind.GRANT,
                                Optional.of(grant.id().value()),
                                Optional.empty(),
                                List.of("heir", "base"),
                                Optional.of(end)));
    }

    @Test
    void letsOneOfTwoChangesThatCloseACircle() {
        Role one = platform.roles.create(owner, new NewRole("one", "", Set.of(), Set.of()));
        Role two = platform.roles.create(owner, new NewRole("two", "", Set.of(), Set.of()));

        List<String> ends = AtOnce.run(2, number -> {
            try {
                platform.roles.update(owner, (number == 0 ? one : two).id(), heirOf(number == 0 ? "two" : "one"));
                return "done";
            } catch (TenancyException e) {
                return e.code();
            }
        });

        assertThat(ends).containsExactlyInAnyOrder("done", "role.cycle");
    }

    @Test
    void boundsTheLengthOfAChain() {
        IntStream.range(0, 8)
                .forEach(number -> platform.roles.create(
                        owner,
                        new NewRole(
                                "role-" + number,
                                "",
                                Set.of(),
                                number == 0 ? Set.of() : Set.of("role-" + (number - 1)))));

        assertThatThrownBy(() -> platform.roles.create(owner, new NewRole("last", "", Set.of(), Set.of("role-7"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("chain");
        assertThatThrownBy(() -> platform.roles.update(
                        owner,
                        platform.roles.list(owner).items().stream()
                                .filter(role -> role.name().equals("role-0"))
                                .findAny()
                                .orElseThrow()
                                .id(),
                        heirOf("VIEWER")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void isWhatDecisionsAreMadeBy() {
        DecisionService decisions = new DecisionService(
                platform.gate,
                new StoredAuthorities(
                        platform.stores.users(), platform.stores.serviceAccounts(), platform.stores.roles()));
        platform.grants.give(
                owner, ada, new NewGrant(Optional.empty(), Optional.of(Permissions.AUDIT_READ), Optional.of(end)));
        Caller globex = platform.owner("globex");
        Question may = new Question(
                Optional.of(new Subject(Subject.Kind.USER, "ADA@x.org")), Optional.of(Permissions.AUDIT_READ));
        Question mayNot = new Question(
                Optional.of(new Subject(Subject.Kind.USER, ada.value().toString())),
                Optional.of(Permissions.USER_WRITE));

        assertThat(decisions.decide(owner, may)).isEqualTo(Verdict.PERMITTED);
        assertThat(decisions.decide(globex, may)).isEqualTo(Verdict.UNKNOWN_SUBJECT);
        assertThat(decisions.decide(owner, List.of(may, mayNot, may), Semantic.EXECUTE_ALL))
                .hasSize(3);
        assertThat(decisions.decide(owner, List.of(may, mayNot, may), Semantic.DENY_ON_FIRST_DENY))
                .containsExactly(Verdict.PERMITTED, Verdict.NOT_HELD);
        assertThat(decisions.decide(owner, List.of(mayNot, may, may), Semantic.PERMIT_ON_FIRST_PERMIT))
                .containsExactly(Verdict.NOT_HELD, Verdict.PERMITTED);
        platform.clock.advance(Duration.ofSeconds(60));
        assertThat(decisions.decide(owner, may)).isEqualTo(Verdict.NOT_HELD);
        assertThatThrownBy(() -> decisions.decide(platform.signIn("acme", ADA), may))
                .isInstanceOf(Denied.class);
    }

    private static NewGrant role(String name, Optional<Instant> end) {
        return new NewGrant(Optional.of(name), Optional.empty(), end);
    }

    private static RoleChange heirOf(String name) {
        return new RoleChange(Optional.empty(), Optional.empty(), Optional.of(Set.of(name)));
    }
}
