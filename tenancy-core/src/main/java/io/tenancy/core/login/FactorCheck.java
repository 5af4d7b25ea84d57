package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.mfa.CodeCheck;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.passkey.Occasion;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.passkey.Passkeys.Verified;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Looks at second factors, whatever is shown: first without a transaction, where a signature can be wrong, then in one. */
public final class FactorCheck {
    private final Factors factors;
    private final Passkeys passkeys;
    private final InstantSource clock;

    public FactorCheck(Factors factors, Passkeys passkeys, InstantSource clock) {
        this.factors = requireNonNull(factors);
        this.passkeys = requireNonNull(passkeys);
        this.clock = requireNonNull(clock);
    }

    Factors factors() {
        return factors;
    }

    Passkeys passkeys() {
        return passkeys;
    }

    /** The step that uses up what is shown, which is to be taken within the work that it is for; false where it is wrong. */
    Predicate<Work> of(TenantScope scope, UserId user, Occasion occasion, FactorProof proof) {
        if (proof.credential().isEmpty()) {
            return work -> factors.use(work, user, proof.method(), proof.code().orElseThrow());
        }
        Verified verified = passkeys.verify(
                        scope, user, occasion, proof.credential().get(), clock.instant())
                .orElseThrow(CodeCheck::failed);
        return verified::use;
    }
}
