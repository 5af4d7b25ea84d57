package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.passkey.Assertion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fresh proof of who one is: the password, or a second factor. */
public record Reassurance(Optional<Secret> password, Optional<FactorProof> factor) {
    public Reassurance {
        requireNonNull(password);
        requireNonNull(factor);
    }

    /** What a client has sent; exactly one proof, and that of a second factor with its method. */
    public static Reassurance of(
            @Nullable Secret password, @Nullable Factor method, @Nullable Secret code, @Nullable Assertion credential) {
        boolean isFactor = method != null;
        if ((password == null) != isFactor || isFactor != (code != null || credential != null)) {
            throw new Invalid(
                    "password", "password.or_code", "Send the password, or a code or a credential and its method.");
        }
        return new Reassurance(
                Optional.ofNullable(password).map(text -> PasswordPolicy.typed("password", text)),
                isFactor ? Optional.of(FactorProof.of(method, code, credential)) : Optional.empty());
    }
}
