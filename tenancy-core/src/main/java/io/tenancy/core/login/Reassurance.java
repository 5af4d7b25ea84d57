package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.mfa.Factor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fresh proof of who one is: the password, or the code of a second factor. */
public record Reassurance(Optional<Secret> password, Optional<Factor> method, Optional<Secret> code) {
    public Reassurance {
        requireNonNull(password);
        requireNonNull(method);
        requireNonNull(code);
    }

    /** What a client has sent; exactly one proof, and a code with its method. */
    public static Reassurance of(@Nullable Secret password, @Nullable Factor method, @Nullable Secret code) {
        if ((password == null) == (code == null) || (code == null) != (method == null)) {
            throw new Invalid("password", "password.or_code", "Send the password, or a code and its method.");
        }
        return new Reassurance(
                Optional.ofNullable(password).map(text -> PasswordPolicy.typed("password", text)),
                Optional.ofNullable(method),
                Optional.ofNullable(code).map(text -> SecondProof.code("code", text)));
    }
}
