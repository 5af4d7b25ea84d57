package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.grant.GrantStore;
import io.tenancy.core.role.Holding;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link GrantStore} does. */
public abstract class GrantStoreContract extends StoreContract {
    private static final Instant END = T0.plusSeconds(60);

    @Test
    void listsWhatWasAddedTheOldestFirst() {
        User ada = user(acme(), "ada@example.org");
        Grant role = ofRole(acme(), ada, "ADMIN", Optional.of(END));
        Grant permission = ofPermission(acme(), ada, Permissions.AUDIT_READ, Optional.empty());
        ofPermission(acme(), user(acme(), "bob@example.org"), Permissions.USER_READ, Optional.empty());

        assertThat(grants().list(acme(), ada.id())).containsExactly(role, permission);
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        Grant grant = ofPermission(acme(), ada, Permissions.AUDIT_READ, Optional.of(END));

        assertThat(grants().list(globex(), ada.id())).isEmpty();
        assertThat(commit(globex(), () -> grants().remove(globex(), ada.id(), grant.id())))
                .isFalse();
        commit(globex(), () -> grants().prune(globex(), ada.id(), END));
        assertThatThrownBy(() -> ofPermission(globex(), ada, Permissions.AUDIT_READ, Optional.empty()))
                .isInstanceOf(RuntimeException.class);
        assertThat(grants().list(acme(), ada.id())).containsExactly(grant);
        assertThat(stores().roles().holdings(globex(), ada.id())).isEmpty();
    }

    @Test
    void removesAGrantOfItsUserOnly() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        Grant grant = ofRole(acme(), ada, "ADMIN", Optional.empty());

        assertThat(commit(acme(), () -> grants().remove(acme(), bob.id(), grant.id())))
                .isFalse();
        assertThat(commit(acme(), () -> grants().remove(acme(), ada.id(), grant.id())))
                .isTrue();
        assertThat(commit(acme(), () -> grants().remove(acme(), ada.id(), grant.id())))
                .isFalse();
        assertThat(grants().list(acme(), ada.id())).isEmpty();
    }

    @Test
    void forgetsWhatHadEnded() {
        User ada = user(acme(), "ada@example.org");
        ofRole(acme(), ada, "ADMIN", Optional.of(END));
        Grant longer = ofRole(acme(), ada, "MEMBER", Optional.of(END.plusNanos(1_000)));
        Grant lasting = ofPermission(acme(), ada, Permissions.AUDIT_READ, Optional.empty());

        commit(acme(), () -> grants().prune(acme(), ada.id(), END));

        assertThat(grants().list(acme(), ada.id())).containsExactly(longer, lasting);
    }

    @Test
    void refusesARoleThatTheTenantDoesNotHave() {
        User ada = user(acme(), "ada@example.org");

        assertThatThrownBy(() -> ofRole(acme(), ada, "ghost", Optional.empty())).isInstanceOf(Invalid.class);
        assertThat(grants().list(acme(), ada.id())).isEmpty();
    }

    @Test
    void keepsARoleThatIsGranted() {
        User ada = user(acme(), "ada@example.org");
        var helper = role(acme(), "helper", Permissions.USER_READ);
        Grant grant = ofRole(acme(), ada, "helper", Optional.of(END));

        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isFalse();
        commit(acme(), () -> grants().remove(acme(), ada.id(), grant.id()));
        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isTrue();
    }

    /** Nobody sees it any more, so nobody could take it away first. */
    @Test
    void keepsNoRoleWhenItHasEnded() {
        User ada = user(acme(), "ada@example.org");
        var helper = role(acme(), "helper", Permissions.USER_READ);
        ofRole(acme(), ada, "helper", Optional.of(END));

        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), END.minusNanos(1_000))))
                .isFalse();
        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), END)))
                .isTrue();
    }

    @Test
    void isAmongWhatTheUserHas() {
        User ada = user(acme(), "ada@example.org");
        Grant grant = ofRole(acme(), ada, "ADMIN", Optional.of(END));

        assertThat(stores().roles().holdings(acme(), ada.id()))
                .containsExactlyInAnyOrder(
                        Holding.ofRole("VIEWER"),
                        new Holding(
                                Holding.Kind.GRANT,
                                Optional.of(grant.id().value()),
                                Optional.empty(),
                                Optional.of("ADMIN"),
                                Optional.empty(),
                                Optional.of(END)));
    }

    @Test
    void goesWithTheUser() {
        User ada = user(acme(), "ada@example.org");
        ofRole(acme(), ada, "ADMIN", Optional.empty());

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(grants().list(acme(), ada.id())).isEmpty();
    }

    private GrantStore grants() {
        return stores().grants();
    }

    private Grant ofRole(TenantScope scope, User user, String role, Optional<Instant> end) {
        return added(
                scope,
                new Grant(new GrantId(TestTenants.newId()), user.id(), Optional.of(role), Optional.empty(), end, T0));
    }

    private Grant ofPermission(TenantScope scope, User user, Permission permission, Optional<Instant> end) {
        return added(
                scope,
                new Grant(
                        new GrantId(TestTenants.newId()),
                        user.id(),
                        Optional.empty(),
                        Optional.of(permission),
                        end,
                        T0));
    }

    private Grant added(TenantScope scope, Grant grant) {
        commit(scope, () -> grants().add(scope, grant));
        return grant;
    }
}
