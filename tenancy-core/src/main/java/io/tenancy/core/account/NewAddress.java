package io.tenancy.core.account;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** An e-mail address that somebody names. */
public record NewAddress(String email) {
    public NewAddress(@Nullable String email) {
        this.email = Check.email("email", email);
    }
}
