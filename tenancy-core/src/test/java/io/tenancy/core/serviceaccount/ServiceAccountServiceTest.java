package io.tenancy.core.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.serviceaccount.ServiceAccount.Status;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ServiceAccountServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final ServiceAccountService accounts = platform.serviceAccounts;

    @Test
    void makesChangesAndDeletesServiceAccountsAndWritesItDown() {
        ServiceAccount account = accounts.create(owner, wanted("reports", "VIEWER"));
        ServiceAccount changed = accounts.update(
                owner,
                account.id(),
                new ServiceAccountChange(Optional.of("reporting"), Optional.empty(), Optional.of(Set.of("MEMBER"))));
        ServiceAccount same = accounts.update(
                owner,
                account.id(),
                new ServiceAccountChange(Optional.of("reporting"), Optional.empty(), Optional.empty()));

        assertThat(changed.name()).isEqualTo("reporting");
        assertThat(changed.roles()).containsExactly("MEMBER");
        assertThat(same).isEqualTo(changed);
        assertThat(accounts.get(owner, account.id())).isEqualTo(changed);
        assertThat(accounts.disable(owner, account.id()).status()).isEqualTo(Status.DISABLED);
        assertThat(accounts.enable(owner, account.id()).status()).isEqualTo(Status.ACTIVE);
        accounts.delete(owner, account.id());
        assertThat(accounts.list(owner).items()).isEmpty();
        assertThat(platform.actions(owner))
                .containsSubsequence(
                        "service_account.created",
                        "service_account.roles_changed",
                        "service_account.updated",
                        "service_account.disabled",
                        "service_account.enabled",
                        "service_account.deleted");
    }

    @Test
    void refusesANameThatIsTaken() {
        accounts.create(owner, wanted("reports", "VIEWER"));
        ServiceAccount other = accounts.create(owner, wanted("billing", "VIEWER"));

        refused("service_account.name_taken", () -> accounts.create(owner, wanted("reports", "VIEWER")));
        refused(
                "service_account.name_taken",
                () -> accounts.update(
                        owner,
                        other.id(),
                        new ServiceAccountChange(Optional.of("reports"), Optional.empty(), Optional.empty())));
        refused("service_account.status", () -> accounts.enable(owner, other.id()));
        refused("roles.unknown", () -> accounts.create(owner, wanted("more", "nobody")));
    }

    @Test
    void letsNobodyMakeOrChangeWhatMayDoMoreThanTheyMay() {
        ServiceAccount strong = accounts.create(owner, wanted("strong", "OWNER"));
        platform.roles.create(
                owner,
                new NewRole(
                        "clerk",
                        "",
                        Set.of(
                                new Permission("service_account:write"),
                                new Permission("role:assign"),
                                new Permission("user:read"),
                                new Permission("tenant:read")),
                        Set.of()));
        Caller clerk = platform.user(owner, "clerk@acme.example.org", "clerk");

        refused("access.escalation", () -> accounts.create(clerk, wanted("mine", "ADMIN")));
        refused("access.escalation", () -> accounts.disable(clerk, strong.id()));
        refused("access.escalation", () -> accounts.delete(clerk, strong.id()));
        assertThat(accounts.create(clerk, wanted("mine", "VIEWER")).roles()).containsExactly("VIEWER");
    }

    private static NewServiceAccount wanted(String name, String role) {
        return new NewServiceAccount(name, null, Set.of(role));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
