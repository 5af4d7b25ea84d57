package io.tenancy.core.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.support.Visit.Access;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupportServiceTest {
    private static final String REASON = "Ticket 4711: the export is empty";
    private static final OwnPolicy NO_SUPPORT = new OwnPolicy(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(false));

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final Caller operator = platform.operator();

    @Test
    void letsAnOperatorReadATenantForAWhile() {
        Entered entered = enter(Access.READ);

        Caller visitor = caller(entered).orElseThrow();

        assertThat(entered.expiresIn()).isEqualTo(1_800);
        assertThat(visitor.tenant()).isEqualTo(owner.tenant());
        assertThat(visitor.actor())
                .isEqualTo(new Actor(Actor.Kind.OPERATOR, operator.actor().id()));
        assertThat(visitor.permissions())
                .contains(Permissions.USER_READ, Permissions.AUDIT_READ)
                .allMatch(permission -> permission.name().endsWith(":read"));
        assertThat(platform.support.own(visitor)).isEqualTo(entered.visit());

        platform.clock.advance(Duration.ofMinutes(30));
        assertThat(caller(entered)).isEmpty();
    }

    @Test
    void isOnTheSameVisitWhenTheAnswerWasLost() {
        Entered first = enter(Access.READ);
        platform.clock.advance(Duration.ofMinutes(10));

        Entered again = enter(Access.READ);

        assertThat(again.visit()).isEqualTo(first.visit());
        assertThat(again.expiresIn()).isEqualTo(1_200);
        assertThat(caller(again)).isPresent();
        assertThat(visits()).hasSize(1);
        assertThat(last(operator).action()).isEqualTo("support.entered");

        assertThat(enter(Access.WRITE).visit()).isNotEqualTo(first.visit());
        platform.support.end(owner, first.visit().id());
        assertThat(enter(Access.READ).visit()).isNotEqualTo(first.visit());
        assertThat(visits()).hasSize(3);
    }

    @Test
    void beginsOneVisitHoweverManyAskForItAtOnce() {
        assertThat(AtOnce.run(8, number -> enter(Access.READ).visit().id()).stream()
                        .distinct())
                .hasSize(1);
        assertThat(visits()).hasSize(1);
    }

    @Test
    void isJournaledInBothTenants() {
        Entered entered = enter(Access.READ);

        JournalEntry theirs = last(owner);
        assertThat(theirs.action()).isEqualTo("support.entered");
        assertThat(theirs.actor())
                .isEqualTo(new Actor(Actor.Kind.OPERATOR, operator.actor().id()));
        assertThat(theirs.target()).isEqualTo(entered.visit().id().value());
        assertThat(last(operator).action()).isEqualTo("support.entered");
        assertThat(last(operator).target()).isEqualTo(owner.tenant().value());
        assertThat(platform.support
                        .list(owner, VisitFilter.ALL, new PageRequest(Optional.empty(), 10))
                        .items())
                .containsExactly(entered.visit());
        assertThat(entered.visit().reason()).isEqualTo(REASON);
        assertThat(entered.visit().email()).isEqualTo("olga@example.org");
    }

    @Test
    void givesNothingThatOutlastsAVisit() {
        Caller visitor = caller(enter(Access.WRITE)).orElseThrow();

        assertThat(visitor.permissions())
                .contains(Permissions.SETTING_WRITE, Permissions.USER_WRITE)
                .doesNotContain(
                        Permissions.ROLE_ASSIGN,
                        Permissions.ROLE_WRITE,
                        Permissions.SECURITY_WRITE,
                        Permissions.USER_DELETE,
                        Permissions.TENANT_WRITE)
                .noneMatch(Permission::isPlatform);
        assertThatThrownBy(() -> platform.invitations.invite(
                        visitor, new NewUser("back@door.org", "Back Door", Set.of("VIEWER"))))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.support.enter(visitor, owner.tenant(), wanted(Access.WRITE)))
                .isInstanceOf(Denied.class);
    }

    @Test
    void endsWhenTheOperatorLeaves() {
        Entered entered = enter(Access.READ);
        Caller visitor = caller(entered).orElseThrow();

        assertThat(platform.support.leave(visitor).endedAt()).contains(platform.clock.instant());

        assertThat(caller(entered)).isEmpty();
        assertThat(last(owner).action()).isEqualTo("support.left");
        assertThatThrownBy(() -> platform.support.leave(visitor)).isInstanceOf(Conflict.class);
    }

    @Test
    void endsWhenTheTenantShowsTheOperatorOut() {
        Entered entered = enter(Access.READ);

        platform.support.end(owner, entered.visit().id());

        assertThat(caller(entered)).isEmpty();
        assertThat(last(owner).action()).isEqualTo("support.ended");
        assertThat(last(owner).actor().kind()).isEqualTo(Actor.Kind.USER);
    }

    @Test
    void endsWhenTheTenantForbidsSupport() {
        Entered entered = enter(Access.READ);

        platform.securityPolicy.put(owner, NO_SUPPORT);

        assertThat(caller(entered)).isEmpty();
        assertThatThrownBy(() -> enter(Access.READ)).isInstanceOf(Denied.class);
    }

    @Test
    void endsWithTheSessionOfTheOperator() {
        Entered entered = enter(Access.READ);

        platform.sessions.logout(operator);

        assertThat(caller(entered)).isEmpty();
    }

    @Test
    void endsWhenTheOperatorIsDisabled() {
        Caller second = platform.user(operator, "otto@example.org", "OPERATOR");
        Entered entered = platform.support.enter(second, owner.tenant(), wanted(Access.READ));
        assertThat(caller(entered)).isPresent();

        platform.users.disable(operator, new UserId(second.actor().id()));

        assertThat(caller(entered)).isEmpty();
    }

    @Test
    void isForOperatorsAndForTenantsOfOthers() {
        Caller globex = platform.owner("globex");
        TenantId unknown = new TenantId(TestTenants.newId());

        assertThatThrownBy(() -> platform.support.enter(owner, globex.tenant(), wanted(Access.READ)))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.support.enter(operator, operator.tenant(), wanted(Access.READ)))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.support.enter(operator, unknown, wanted(Access.READ)))
                .isInstanceOf(NotFound.class);
        assertThat(platform.actions(globex)).doesNotContain("support.entered");
    }

    @Test
    void isInNoOtherTenant() {
        Caller globex = platform.owner("globex");
        Entered entered = enter(Access.READ);

        assertThatThrownBy(() -> platform.support.end(globex, entered.visit().id()))
                .isInstanceOf(NotFound.class);
        assertThat(platform.support
                        .list(globex, VisitFilter.ALL, new PageRequest(Optional.empty(), 10))
                        .items())
                .isEmpty();
        assertThat(caller(entered)).isPresent();
    }

    @Test
    void isNobodysWhoIsNotOnOne() {
        assertThatThrownBy(() -> platform.support.own(owner)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> platform.support.leave(owner)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "because", "ticket 12"})
    void asksForAReason(String reason) {
        assertThatThrownBy(() -> new NewVisit(reason, Optional.empty(), Optional.empty()))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 61})
    void lastsFromAMinuteToAnHour(int minutes) {
        assertThatThrownBy(() -> new NewVisit(REASON, Optional.of(minutes), Optional.empty()))
                .isInstanceOf(Invalid.class);
    }

    private Entered enter(Access access) {
        return platform.support.enter(operator, owner.tenant(), wanted(access));
    }

    private static NewVisit wanted(Access access) {
        return new NewVisit(REASON, Optional.empty(), Optional.of(access));
    }

    private Optional<Caller> caller(Entered entered) {
        return platform.sessions.authenticate(entered.accessToken());
    }

    private List<Visit> visits() {
        return platform.support
                .list(owner, VisitFilter.ALL, new PageRequest(Optional.empty(), 10))
                .items();
    }

    private JournalEntry last(Caller caller) {
        var entries = platform.journal(caller);
        return entries.get(entries.size() - 1);
    }
}
