package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.mfa.Factor;
import java.util.List;
import java.util.Optional;

/** The password was right, and a second factor is needed. */
public record MfaRequired(Pending mfa) implements SignIn {
    /**
     * A sign-in that waits.
     *
     * @param token what is to be sent with the second factor
     * @param methods what can be shown; nothing where a factor has to be set up first
     * @param expiresIn for how long it waits, in seconds
     * @param enrol true where a factor has to be set up first, and absent otherwise
     */
    public record Pending(Secret token, List<Factor> methods, long expiresIn, Optional<Boolean> enrol) {
        public Pending {
            requireNonNull(token);
            methods = List.copyOf(methods);
            requireNonNull(enrol);
        }
    }

    public MfaRequired {
        requireNonNull(mfa);
    }

    @Override
    public Kind kind() {
        return Kind.MFA_REQUIRED;
    }
}
