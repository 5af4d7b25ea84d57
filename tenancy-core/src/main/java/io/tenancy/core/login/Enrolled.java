package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.util.List;

/**
 * What a sign-in gives that has set up a second factor.
 *
 * @param recoveryCodes each good once in the place of a code of the app; nobody sees them again
 */
public record Enrolled(TokenPair tokens, List<Secret> recoveryCodes) {
    public Enrolled {
        requireNonNull(tokens);
        recoveryCodes = List.copyOf(recoveryCodes);
    }
}
