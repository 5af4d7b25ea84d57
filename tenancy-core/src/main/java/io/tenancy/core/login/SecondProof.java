package io.tenancy.core.login;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.mfa.Factor;
import org.jspecify.annotations.Nullable;

/** What it takes to go on with a sign-in: its token, and the code of a second factor. */
public record SecondProof(Secret token, Factor method, Secret code) {
    private static final int LONGEST = 100;

    public SecondProof(@Nullable Secret token, @Nullable Factor method, @Nullable Secret code) {
        this.token = Check.present("token", token);
        this.method = Check.present("method", method);
        this.code = code("code", code);
    }

    /** A code as somebody has typed it. */
    static Secret code(String field, @Nullable Secret code) {
        return new Secret(Check.text(field, code == null ? null : code.reveal(), LONGEST));
    }
}
