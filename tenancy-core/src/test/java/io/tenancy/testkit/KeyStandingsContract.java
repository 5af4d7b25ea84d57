package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.program.KeyStanding;
import io.tenancy.core.program.KeyStandings;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleChange;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountChange;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What all {@link KeyStandings} do, also those that remember answers for a while. */
public abstract class KeyStandingsContract extends StoreContract {
    private static final Duration STALE_FOR = Duration.ofSeconds(2);

    @Test
    void allowsWhatBothTheScopesAndTheRolesAllow() {
        role(acme(), "auditor", Permissions.AUDIT_READ);
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER", "auditor");
        ApiKey key = key(
                acme(),
                KeyOwner.of(reports.id()),
                Permissions.AUDIT_READ,
                Permissions.USER_READ,
                Permissions.ROLE_WRITE);

        KeyStanding standing = standings().find(acme(), key.id()).orElseThrow();

        assertThat(standing)
                .isEqualTo(new KeyStanding(
                        key.id(),
                        key.owner(),
                        digest('a'),
                        key.createdAt(),
                        key.expiresAt(),
                        Held.lasting(Set.of("VIEWER", "auditor")),
                        Held.lasting(Set.of(Permissions.AUDIT_READ, Permissions.USER_READ))));
    }

    @Test
    void knowsKeysOfUsersToo() {
        User ada = user(acme(), "ada@example.org");
        ApiKey key = key(acme(), KeyOwner.of(ada.id()), Permissions.USER_READ, Permissions.USER_WRITE);

        KeyStanding standing = standings().find(acme(), key.id()).orElseThrow();

        assertThat(standing.owner()).isEqualTo(key.owner());
        assertThat(standing.roles().all()).containsExactly("VIEWER");
        assertThat(standing.permissions().all()).containsExactly(Permissions.USER_READ);
    }

    @Test
    void knowsWhatTheOwnerInheritsAndWhenItEnds() {
        role(acme(), "base", Permissions.AUDIT_READ);
        Role heir = role(acme(), "heir");
        RoleChange inherits = new RoleChange(Optional.empty(), Optional.empty(), Optional.of(Set.of("base")));
        commit(acme(), () -> stores().roles().update(acme(), heir.with(inherits, T0)));
        ServiceAccount reports = serviceAccount(acme(), "reports", "heir");
        User ada = user(acme(), "ada@example.org");
        Instant end = T0.plusSeconds(60);
        Grant grant = new Grant(
                new GrantId(TestTenants.newId()),
                ada.id(),
                Optional.of("heir"),
                Optional.empty(),
                Optional.of(end),
                T0);
        commit(acme(), () -> stores().grants().add(acme(), grant));
        ApiKey ofAccount = key(acme(), KeyOwner.of(reports.id()), Permissions.AUDIT_READ);
        ApiKey ofAda = key(acme(), KeyOwner.of(ada.id()), Permissions.AUDIT_READ);

        KeyStanding account = standings().find(acme(), ofAccount.id()).orElseThrow();
        KeyStanding person = standings().find(acme(), ofAda.id()).orElseThrow();

        assertThat(account.permissions()).isEqualTo(Held.lasting(Set.of(Permissions.AUDIT_READ)));
        assertThat(account.roles().lasting()).containsExactlyInAnyOrder("heir", "base");
        assertThat(person.permissions()).isEqualTo(Held.of(Set.of(Permissions.AUDIT_READ), Optional.of(end)));
    }

    @Test
    void keepsTenantsApart() {
        ApiKey key = keyOfAnAccount(Permissions.USER_READ);

        assertThat(standings().find(globex(), key.id())).isEmpty();
        assertThat(standings().find(acme(), key.id())).isPresent();
        assertThat(standings().find(globex(), key.id())).isEmpty();
        assertThat(standings().find(acme(), new ApiKeyId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void forgetsARevokedKey() {
        ApiKey key = keyOfAnAccount(Permissions.USER_READ);
        assertThat(standings().find(acme(), key.id())).isPresent();

        commit(acme(), () -> stores().apiKeys().revoke(acme(), key.id(), T0));

        becomes(key, Optional::isEmpty);
    }

    @Test
    void forgetsTheKeyOfADisabledOwner() {
        User ada = user(acme(), "ada@example.org");
        ApiKey ofUser = key(acme(), KeyOwner.of(ada.id()), Permissions.USER_READ);
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER");
        ApiKey ofAccount = key(acme(), KeyOwner.of(reports.id()), Permissions.USER_READ);
        assertThat(standings().find(acme(), ofUser.id())).isPresent();
        assertThat(standings().find(acme(), ofAccount.id())).isPresent();

        commit(acme(), () -> stores().users().update(acme(), ada.in(Status.DISABLED, T0)));
        commit(acme(), () -> stores().serviceAccounts().update(acme(), reports.in(ServiceAccount.Status.DISABLED, T0)));

        becomes(ofUser, Optional::isEmpty);
        becomes(ofAccount, Optional::isEmpty);
    }

    @Test
    void learnsOfAnEarlierEnd() {
        ApiKey key = keyOfAnAccount(Permissions.USER_READ);
        assertThat(standings().find(acme(), key.id())).isPresent();

        commit(acme(), () -> stores().apiKeys().expire(acme(), key.id(), T0.plusSeconds(9)));

        becomes(
                key,
                standing -> standing.isPresent() && standing.get().expiresAt().equals(T0.plusSeconds(9)));
    }

    @Test
    void learnsOfTakenAndChangedRoles() {
        Role auditor = role(acme(), "auditor", Permissions.AUDIT_READ);
        ServiceAccount reports = serviceAccount(acme(), "reports", "VIEWER", "auditor");
        ApiKey key = key(acme(), KeyOwner.of(reports.id()), Permissions.AUDIT_READ, Permissions.USER_READ);
        assertThat(standings().find(acme(), key.id())).isPresent();
        RoleChange change =
                new RoleChange(Optional.empty(), Optional.of(Set.of(Permissions.ROLE_READ)), Optional.empty());

        commit(acme(), () -> stores().roles().update(acme(), auditor.with(change, T0)));
        becomes(key, allows(Permissions.USER_READ));

        ServiceAccountChange fewer =
                new ServiceAccountChange(Optional.empty(), Optional.empty(), Optional.of(Set.of("auditor")));
        commit(acme(), () -> stores().serviceAccounts().update(acme(), reports.with(fewer, T0)));
        becomes(key, allows());
    }

    private static Predicate<Optional<KeyStanding>> allows(Permission... permissions) {
        return standing ->
                standing.isPresent() && standing.get().permissions().all().equals(Set.of(permissions));
    }

    private KeyStandings standings() {
        return stores().keyStandings();
    }

    private ApiKey keyOfAnAccount(Permission... scopes) {
        return key(
                acme(), KeyOwner.of(serviceAccount(acme(), "reports", "VIEWER").id()), scopes);
    }

    private void becomes(ApiKey key, Predicate<Optional<KeyStanding>> expected) {
        Eventually.within(STALE_FOR, () -> standings().find(acme(), key.id()), expected);
    }
}
