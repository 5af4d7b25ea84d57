package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnTenantServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();

    @Test
    void letsATenantSeeAndChangeItself() {
        Caller owner = platform.owner("acme");
        Caller admin = platform.user(owner, "admin@x.org", "ADMIN");

        OwnTenant renamed =
                platform.ownTenant.update(owner, new TenantChange(Optional.of("Acme Inc."), Optional.empty()));

        assertThat(platform.ownTenant.get(admin)).isEqualTo(renamed);
        assertThat(renamed.name()).isEqualTo("Acme Inc.");
        assertThat(platform.actions(owner)).endsWith("tenant.updated");
        assertThat(platform.tenants.get(platform.operator(), owner.tenant()).name())
                .isEqualTo("Acme Inc.");
        assertThatThrownBy(
                        () -> platform.ownTenant.update(admin, new TenantChange(Optional.of("Mine"), Optional.empty())))
                .isInstanceOf(Denied.class);
        Caller nobody = TestTenants.caller(platform.scope(owner));
        assertThatThrownBy(() -> platform.ownTenant.get(nobody)).isInstanceOf(Denied.class);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertField(
                "slug",
                () -> new NewTenant(
                        "A",
                        "Acme",
                        new Contact("Ada", "ada@x.org"),
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertField("name", () -> new TenantChange(Optional.of(" "), Optional.empty()));
        assertField("contact.email", () -> new Contact("Ada", "nobody"));
        assertField("contact.name", () -> new Contact("", "ada@x.org"));
        assertField(
                "owner",
                () -> new NewTenant(
                        "acme",
                        "Acme",
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static void assertField(String field, Runnable input) {
        assertThat(catchThrowableOfType(TenancyException.class, input::run).field())
                .contains(field);
    }
}
