package io.tenancy.core.credential;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unavailable;
import java.util.Optional;

/**
 * Slow, salted password hashes. Each call costs exactly one hash and may wait for a free place among a bounded number;
 * where too many wait already it throws {@link Unavailable}.
 */
public interface Passwords {
    /** A new hash as a PHC string, which names its algorithm, parameters and salt. */
    String hash(Secret password);

    /** Whether the password has that hash. Without a hash it costs the same, and the answer is no. */
    boolean verify(Secret password, Optional<String> hash);

    /**
     * Whether a hash that was made elsewhere can be verified here, at a cost that is no danger. It is replaced at the
     * first sign-in.
     */
    boolean isAcceptable(Secret hash);

    /** Whether the hash was made with other parameters than today's, and is to be made anew at the next sign-in. */
    boolean isOutdated(String hash);
}
