package io.tenancy.core.login;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** What it takes to replace one's password: everything that a sign-in takes, and the new one. */
public record PasswordChange(String tenant, String email, Secret password, Secret newPassword) {
    public PasswordChange(
            @Nullable String tenant, @Nullable String email, @Nullable Secret password, @Nullable Secret newPassword) {
        Login login = new Login(tenant, email, password);
        this.tenant = login.tenant();
        this.email = login.email();
        this.password = login.password();
        this.newPassword = Check.present("newPassword", newPassword);
    }

    Login login() {
        return new Login(tenant, email, password);
    }
}
