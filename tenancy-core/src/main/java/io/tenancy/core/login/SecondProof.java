package io.tenancy.core.login;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** What it takes to go on with a sign-in: its token, and a second factor. */
public record SecondProof(Secret token, FactorProof factor) {
    public SecondProof(@Nullable Secret token, @Nullable FactorProof factor) {
        this.token = Check.present("token", token);
        this.factor = Check.present("method", factor);
    }
}
