package io.tenancy.core.account;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** The token of a mail. */
public record MailedToken(Secret token) {
    public MailedToken(@Nullable Secret token) {
        this.token = Check.present("token", token);
    }
}
