package io.tenancy.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.testkit.TestTenants;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerTest {
    @Test
    void dropsPlatformPermissionsOutsideThePlatform() {
        Caller caller =
                TestTenants.caller(TestTenants.open("acme"), Permissions.PLATFORM_READ_TENANTS, Permissions.USER_READ);

        assertThat(caller.permissions()).containsExactly(Permissions.USER_READ);
        assertThat(caller.may(Permissions.PLATFORM_READ_TENANTS)).isFalse();
        assertThat(caller.covers(Set.of(Permissions.PLATFORM_READ_TENANTS))).isFalse();
        assertThatThrownBy(() -> caller.require(Permissions.PLATFORM_READ_TENANTS))
                .isInstanceOf(Denied.class);
    }

    @Test
    void keepsPlatformPermissionsInThePlatform() {
        Caller caller = TestTenants.caller(TestTenants.open("platform"), Permissions.PLATFORM_READ_TENANTS);

        caller.require(Permissions.PLATFORM_READ_TENANTS);
        assertThat(caller.permissions()).containsExactly(Permissions.PLATFORM_READ_TENANTS);
    }

    @Test
    void coversWhatItHoldsAndNoMore() {
        Caller caller = TestTenants.caller(TestTenants.open("acme"), Permissions.USER_READ, Permissions.ROLE_READ);

        assertThat(caller.covers(Set.of())).isTrue();
        assertThat(caller.covers(Set.of(Permissions.USER_READ))).isTrue();
        assertThat(caller.covers(Set.of(Permissions.USER_READ, Permissions.USER_WRITE)))
                .isFalse();
    }

    @Test
    void isNamedAfterItsActor() {
        Caller caller = TestTenants.caller(TestTenants.open("acme"));

        assertThat(caller.getName()).isEqualTo(caller.actor().id().toString());
        assertThat(caller.toString()).contains(caller.tenant().value().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", "user:", ":read", "User:read", "user:read ", "user:read:all", "us-er:read"})
    void refusesAPermissionOfAnotherForm(String name) {
        assertThatThrownBy(() -> new Permission(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesEveryPermissionAMeaning() {
        assertThat(Permissions.all())
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(Permissions.meaning(permission))
                        .get()
                        .asString()
                        .endsWith("."));
        assertThat(Permissions.meaning(new Permission("other:read"))).isEmpty();
    }
}
