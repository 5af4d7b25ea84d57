package io.tenancy.core.account;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** Whose password is forgotten. */
public record ForgottenPassword(String tenant, String email) {
    public ForgottenPassword(@Nullable String tenant, @Nullable String email) {
        this.tenant = Check.text("tenant", tenant, 100);
        this.email = Check.email("email", email);
    }
}
