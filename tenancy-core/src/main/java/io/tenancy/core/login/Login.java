package io.tenancy.core.login;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.credential.PasswordPolicy;
import org.jspecify.annotations.Nullable;

/** What it takes to sign in: the tenant's slug, the user's e-mail address in it, and the password. */
public record Login(String tenant, String email, Secret password) {
    public Login(@Nullable String tenant, @Nullable String email, @Nullable Secret password) {
        this.tenant = Check.text("tenant", tenant, 100);
        this.email = Check.email("email", email);
        this.password = PasswordPolicy.typed("password", password);
    }
}
