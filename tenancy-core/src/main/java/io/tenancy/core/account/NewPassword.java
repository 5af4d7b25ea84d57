package io.tenancy.core.account;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** What it takes to get in again: the token of a mail, and the password that the person chooses. */
public record NewPassword(Secret token, Secret password) {
    public NewPassword(@Nullable Secret token, @Nullable Secret password) {
        this.token = Check.present("token", token);
        this.password = Check.present("password", password);
    }
}
