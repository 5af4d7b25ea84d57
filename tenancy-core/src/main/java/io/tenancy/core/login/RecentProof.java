package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Demand;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Caller;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.policy.OwnPolicyStore;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.session.ProofRules;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.InstantSource;

/** What asks for a fresh proof of who one is (RFC 9470), by what is known of where the session stands. */
public final class RecentProof {
    private final Standings standings;
    private final OwnPolicyStore policies;
    private final SecurityPolicy platform;
    private final InstantSource clock;

    public RecentProof(Standings standings, OwnPolicyStore policies, SecurityPolicy platform, InstantSource clock) {
        this.standings = requireNonNull(standings);
        this.policies = requireNonNull(policies);
        this.platform = requireNonNull(platform);
        this.clock = requireNonNull(clock);
    }

    void require(TenantScope scope, Caller caller, Assurance assurance) {
        ProofRules rules = rules(scope, caller);
        Duration age = rules.stepUpUnder(platform);
        boolean asksForFactor = rules.asksForFactor(platform);
        if (!assurance.isWithin(age, clock.instant()) || (asksForFactor && !assurance.isMultiFactor())) {
            throw new Unauthenticated(
                    "access.step_up_required",
                    "This needs a fresh proof of who you are: POST /v1/auth/step-up.",
                    new Demand(asksForFactor ? Assurance.TWO_FACTORS : Assurance.ONE_FACTOR, age));
        }
    }

    /** A visitor has their factors, and their session, at home. */
    private ProofRules rules(TenantScope scope, Caller caller) {
        if (caller.isVisitor()) {
            OwnPolicy own = policies.find(scope);
            return new ProofRules(own.mfa(), own.stepUp(), false);
        }
        return standings
                .find(scope, new SessionId(caller.credential()))
                .map(Standing::proofs)
                .orElseThrow(Unauthenticated::invalidToken);
    }
}
