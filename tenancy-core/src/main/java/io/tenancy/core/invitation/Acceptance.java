package io.tenancy.core.invitation;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** What it takes to accept an invitation: its token, and the password that the person chooses. */
public record Acceptance(Secret token, Secret password) {
    public Acceptance(@Nullable Secret token, @Nullable Secret password) {
        this.token = Check.present("token", token);
        this.password = Check.present("password", password);
    }
}
