package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What a tenant asks of the proofs of a user, beside what the platform does.
 *
 * @param mfa what the tenant itself has set about second factors, if it has
 * @param stepUp how many seconds a proof is fresh there, if it has set that
 * @param hasFactor whether the user has a second factor
 */
public record ProofRules(Optional<MfaPolicy> mfa, Optional<Long> stepUp, boolean hasFactor) {
    public ProofRules {
        requireNonNull(mfa);
        requireNonNull(stepUp);
    }

    /** Whether a proof is enough for what the tenant and the platform ask for now. */
    public boolean admit(Assurance assurance, MfaPolicy platform) {
        return mfaUnder(platform) != MfaPolicy.REQUIRED || assurance.isMultiFactor();
    }

    /** For how long a proof is fresh. */
    public Duration stepUpUnder(SecurityPolicy platform) {
        return stepUp.map(Duration::ofSeconds)
                .filter(own -> own.compareTo(platform.stepUp()) < 0)
                .orElse(platform.stepUp());
    }

    /** Whether the user has to show a second factor where a fresh proof is needed. */
    public boolean asksForFactor(SecurityPolicy platform) {
        return hasFactor && mfaUnder(platform.mfa()) != MfaPolicy.OFF;
    }

    private MfaPolicy mfaUnder(MfaPolicy platform) {
        return mfa.filter(own -> own.compareTo(platform) > 0).orElse(platform);
    }
}
