package io.tenancy.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import org.junit.jupiter.api.Test;

final class ProfileServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void showsTheCallerThemselves() {
        assertThat(platform.profiles.get(owner).user().id().value())
                .isEqualTo(owner.actor().id());
    }

    @Test
    void knowsNoUserWhoIsDeleted() {
        Caller gone = TestTenants.caller(platform.scope(owner));

        assertThatExceptionOfType(Unauthenticated.class)
                .isThrownBy(() -> platform.profiles.get(gone))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("token.invalid"));
    }
}
