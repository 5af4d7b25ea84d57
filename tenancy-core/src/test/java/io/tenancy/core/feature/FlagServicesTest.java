package io.tenancy.core.feature;

import static io.tenancy.testkit.TestFlags.bool;
import static io.tenancy.testkit.TestFlags.is;
import static io.tenancy.testkit.TestFlags.on;
import static io.tenancy.testkit.TestFlags.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Unit;
import io.tenancy.core.flag.Evaluation;
import io.tenancy.core.flag.Evaluation.Reason;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.FlagChange;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.flag.Variant;
import io.tenancy.core.grant.NewGrant;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FlagServicesTest {
    private static final NewAssignment ON = new NewAssignment("on", Optional.empty(), "Pilot");
    private static final PageRequest FIRST = new PageRequest(Optional.empty(), 50);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller owner = platform.owner("acme");
    private final Caller other = platform.owner("globex");

    @Test
    void keepsTheHistoryOfAFlag() {
        platform.flags.create(operator, bool("beta", Exposure.VISIBLE));

        platform.flags.kill(operator, "beta");
        platform.flags.kill(operator, "beta");
        Flag revived = platform.flags.revive(operator, "beta");

        assertThat(platform.flags.history(operator, "beta", FIRST).items())
                .extracting(one -> one.flag().version(), one -> one.flag().killed())
                .containsExactly(tuple(3L, false), tuple(2L, true), tuple(1L, false));
        assertThat(revived.killed()).isFalse();
        assertThat(platform.actions(operator)).endsWith("flag.created", "flag.killed", "flag.revived");
    }

    @Test
    void findsFlagsPageByPage() {
        List.of("a.one", "b.two", "c.one").forEach(key -> platform.flags.create(operator, bool(key, Exposure.VISIBLE)));

        var first = platform.flags.list(operator, Optional.of("ONE"), new PageRequest(Optional.empty(), 1));
        var second = platform.flags.list(operator, Optional.of("ONE"), new PageRequest(first.next(), 1));

        assertThat(first.items()).extracting(Flag::key).containsExactly("a.one");
        assertThat(second.items()).extracting(Flag::key).containsExactly("c.one");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void refusesARuleAboutAPlanThatNeverWas() {
        assertThatThrownBy(() ->
                        platform.flags.create(operator, bool("beta", Exposure.VISIBLE, on(is(About.PLAN, "never")))))
                .isInstanceOf(Invalid.class)
                .extracting("code")
                .isEqualTo("rules.plan_unknown");
    }

    @Test
    void refusesAChangeThatLeavesARuleWithoutItsVariant() {
        platform.flags.create(operator, bool("beta", Exposure.VISIBLE, on(is(About.ROLE, "OWNER"))));
        FlagChange change = new FlagChange(
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(new Variant("off", false))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> platform.flags.update(operator, "beta", change))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void overridesAFlagForOneTenantUpToATime() {
        platform.flags.create(operator, bool("beta", Exposure.CHANGEABLE));
        NewAssignment hour =
                new NewAssignment("on", Optional.of(platform.clock.instant().plus(Duration.ofHours(1))), "Trial");

        FlagStatus status = platform.ownFlags.override(owner, "beta", hour);

        assertThat(status.value()).isEqualTo(true);
        assertThat(evaluate(owner, "beta").source()).isEqualTo(Source.TENANT);
        assertThat(evaluate(other, "beta").variant().name()).isEqualTo("off");
        assertThat(platform.actions(owner)).endsWith("flag.overridden");
        platform.clock.advance(Duration.ofHours(1));
        assertThat(evaluate(owner, "beta").variant().name()).isEqualTo("off");
        assertThat(platform.ownFlags.get(owner, "beta").override()).isEmpty();
    }

    @Test
    void letsTenantsChangeWhatTheyMayChangeAlone() {
        platform.flags.create(operator, bool("seen", Exposure.VISIBLE));
        platform.flags.create(operator, bool("secret", Exposure.HIDDEN));

        assertThatThrownBy(() -> platform.ownFlags.override(owner, "seen", ON)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> platform.ownFlags.override(owner, "secret", ON))
                .isInstanceOf(NotFound.class);
        assertThat(platform.ownFlags
                        .list(owner, Optional.empty(), Optional.of(""), FIRST)
                        .items())
                .extracting(FlagStatus::key)
                .containsExactly("seen");
        assertThat(platform.flagEvaluation.evaluate(owner, "secret", FlagQuery.NONE))
                .isEmpty();
    }

    @Test
    void givesAFeatureToOneUser() {
        platform.flags.create(operator, bool("beta", Exposure.CHANGEABLE));
        UserId user = new UserId(owner.user().orElseThrow().value());

        platform.userFeatures.give(owner, user, "beta", ON);

        assertThat(platform.userFeatures.list(owner, user).items())
                .extracting(AssignedVariant::flag)
                .containsExactly("beta");
        assertThat(evaluate(owner, "beta").source()).isEqualTo(Source.USER);
        assertThat(platform.actions(owner)).endsWith("user.feature_given");
        platform.flags.kill(operator, "beta");
        assertThat(evaluate(owner, "beta").reason()).isEqualTo(Reason.DISABLED);
        platform.flags.revive(operator, "beta");
        platform.userFeatures.take(owner, user, "beta");
        assertThat(evaluate(owner, "beta").source()).isEqualTo(Source.FLAG);
        assertThatThrownBy(() -> platform.userFeatures.give(other, user, "beta", ON))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void agreesWithOneTenantOnAFlagThatIsHidden() {
        platform.flags.create(operator, bool("secret", Exposure.HIDDEN));

        platform.tenantFlags.agree(operator, owner.tenant(), "secret", ON);

        Caller program = program(owner);
        assertThat(platform.flagEvaluation
                        .evaluate(program, "secret", FlagQuery.NONE)
                        .orElseThrow()
                        .source())
                .isEqualTo(Source.PLATFORM);
        assertThat(platform.tenantFlags
                        .withdraw(operator, owner.tenant(), "secret")
                        .variant())
                .isEmpty();
    }

    /** The plan, the roles and the user are what the server knows, whatever the client says. */
    @Test
    void believesNoClientWhoItIs() {
        platform.flags.create(operator, bool("roles", Exposure.VISIBLE, on(is(About.ROLE, "OWNER"))));
        platform.flags.create(operator, bool("plans", Exposure.VISIBLE, on(is(About.PLAN, "free"))));
        FlagQuery lie =
                new FlagQuery(Optional.of("x"), Map.of("roles", List.of("OWNER"), "plan", "free", "tenant", "x"));

        Caller program = program(owner);

        assertThat(platform.flagEvaluation
                        .evaluate(program, "roles", lie)
                        .orElseThrow()
                        .variant()
                        .name())
                .isEqualTo("off");
        assertThat(evaluate(owner, "roles").variant().name()).isEqualTo("on");
        assertThat(evaluate(owner, "plans").variant().name()).isEqualTo("on");
        FlagQuery about =
                new FlagQuery(Optional.of(owner.user().orElseThrow().value().toString()), Map.of());
        assertThat(platform.flagEvaluation
                        .evaluate(program, "roles", about)
                        .orElseThrow()
                        .variant()
                        .name())
                .isEqualTo("on");
    }

    @Test
    void saysOfEachFlagWhatItLacks() {
        platform.flags.create(operator, bool("a", Exposure.VISIBLE, on(share("50", Unit.TARGETING_KEY))));
        platform.flags.create(operator, bool("b", Exposure.VISIBLE));

        var answers = platform.flagEvaluation.evaluateAll(program(owner), FlagQuery.NONE);

        assertThat(answers).extracting(one -> one.refusal().isPresent()).containsExactly(true, false);
    }

    @Test
    void needsThePermissionOfEachOperation() {
        Caller nobody = TestTenants.caller(platform.scope(owner), Permissions.USER_READ);

        assertThatThrownBy(() -> platform.ownFlags.list(nobody, Optional.empty(), Optional.empty(), FIRST))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.flags.list(owner, Optional.empty(), FIRST))
                .isInstanceOf(Denied.class);
    }

    @Test
    void answersEveryPersonAndThoseProgramsThatMayAsk() {
        platform.flags.create(operator, bool("beta", Exposure.VISIBLE));
        Caller viewer = platform.user(owner, "una@x.org", "VIEWER");
        Caller weak = program(owner, Permissions.FLAG_READ);

        assertThat(viewer.permissions()).doesNotContain(Permissions.FLAG_EVALUATE);
        assertThat(evaluate(viewer, "beta").variant().name()).isEqualTo("off");
        assertThat(platform.flagEvaluation.evaluateAll(viewer, FlagQuery.NONE)).hasSize(1);
        assertThat(evaluate(program(owner), "beta").variant().name()).isEqualTo("off");
        assertThatThrownBy(() -> evaluate(weak, "beta")).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.flagEvaluation.evaluateAll(weak, FlagQuery.NONE))
                .isInstanceOf(Denied.class);
    }

    @Test
    void seesTheRolesThatARoleInheritsFromForAsLongAsItIsHeld() {
        platform.flags.create(operator, bool("clerks", Exposure.VISIBLE, on(is(About.ROLE, "clerk"))));
        platform.roles.create(owner, role("clerk", Set.of()));
        platform.roles.create(owner, role("senior", Set.of("clerk")));
        platform.roles.create(owner, role("chief", Set.of("senior")));
        Caller chief = platform.user(owner, "chief@x.org", "chief");
        Caller viewer = platform.user(owner, "una@x.org", "VIEWER");
        Instant end = platform.clock.instant().plus(Duration.ofHours(1));
        platform.grants.give(
                owner,
                new UserId(viewer.user().orElseThrow().value()),
                new NewGrant(Optional.of("chief"), Optional.empty(), Optional.of(end)));

        assertThat(evaluate(chief, "clerks").variant().name()).isEqualTo("on");
        assertThat(evaluate(viewer, "clerks").variant().name()).isEqualTo("on");
        assertThat(evaluate(owner, "clerks").variant().name()).isEqualTo("off");
        platform.clock.advance(Duration.ofHours(1));
        assertThat(evaluate(viewer, "clerks").variant().name()).isEqualTo("off");
        assertThat(evaluate(chief, "clerks").variant().name()).isEqualTo("on");
    }

    private static NewRole role(String name, Set<String> inherits) {
        return new NewRole(name, "", Set.of(Permissions.USER_READ), inherits);
    }

    private Caller program(Caller person) {
        return program(person, Permissions.FLAG_EVALUATE);
    }

    private Caller program(Caller person, Permission permission) {
        return new Caller(
                platform.scope(person),
                new Actor(Actor.Kind.SERVICE, TestTenants.newId()),
                TestTenants.newId(),
                Set.of(permission),
                Optional.empty());
    }

    private Evaluation evaluate(Caller caller, String key) {
        return platform.flagEvaluation.evaluate(caller, key, FlagQuery.NONE).orElseThrow();
    }
}
