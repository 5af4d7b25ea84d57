package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.passkey.Assertion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What shows a second factor: the use of a passkey for that one, and for every other its code. */
public record FactorProof(Factor method, Optional<Secret> code, Optional<Assertion> credential) {
    private static final int LONGEST = 100;

    public FactorProof {
        requireNonNull(method);
        requireNonNull(code);
        requireNonNull(credential);
    }

    /** What a client has sent. */
    public static FactorProof of(@Nullable Factor method, @Nullable Secret code, @Nullable Assertion credential) {
        Factor factor = Check.present("method", method);
        boolean isPasskey = factor == Factor.PASSKEY;
        if (isPasskey ? code != null : credential != null) {
            throw new Invalid(
                    "method", "method.mismatch", "A passkey is shown by a credential, and all else by a code.");
        }
        return isPasskey
                ? new FactorProof(factor, Optional.empty(), Optional.of(Check.present("credential", credential)))
                : new FactorProof(factor, Optional.of(code("code", code)), Optional.empty());
    }

    /** The code of an authenticator app, or one that was written down. */
    public static FactorProof of(Factor method, Secret code) {
        return of(method, code, null);
    }

    /** A code as somebody has typed it. */
    static Secret code(String field, @Nullable Secret code) {
        return new Secret(Check.text(field, code == null ? null : code.reveal(), LONGEST));
    }
}
