package io.tenancy.core.policy;

import static io.tenancy.core.access.Permissions.SECURITY_READ;
import static io.tenancy.core.access.Permissions.SECURITY_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;

/** Reading and changing the security policy of the caller's tenant. */
public final class SecurityPolicyService {
    private final Gate gate;
    private final OwnPolicyStore store;
    private final SecurityPolicies policies;

    public SecurityPolicyService(Gate gate, OwnPolicyStore store, SecurityPolicies policies) {
        this.gate = requireNonNull(gate);
        this.store = requireNonNull(store);
        this.policies = requireNonNull(policies);
    }

    /**
     * A tenant's policy.
     *
     * @param own what the tenant has made stricter
     * @param effective what holds
     */
    public record View(OwnPolicy own, Effective effective) implements Versioned {
        @Override
        public Version tag() {
            return Version.ofContent(own, effective);
        }

        static View of(OwnPolicy own, SecurityPolicy platform) {
            return new View(own, Effective.of(own.under(platform)));
        }
    }

    /** A {@link SecurityPolicy} in which each time is a number of seconds. */
    public record Effective(
            int passwordLength,
            int passwordLengthWithFactor,
            int loginFailures,
            long sessionIdle,
            long sessionLife,
            MfaPolicy mfa,
            long stepUp,
            boolean support) {
        static Effective of(SecurityPolicy policy) {
            return new Effective(
                    policy.passwordLength(),
                    policy.passwordLengthWithFactor(),
                    policy.loginFailures(),
                    policy.sessionIdle().toSeconds(),
                    policy.sessionLife().toSeconds(),
                    policy.mfa(),
                    policy.stepUp().toSeconds(),
                    policy.support());
        }
    }

    public View get(Caller caller) {
        return gate.query(caller, SECURITY_READ, scope -> View.of(store.find(scope), policies.platform()));
    }

    /** Replaces what the tenant has made stricter. */
    public View put(Caller caller, OwnPolicy wanted) {
        OwnPolicy checked = wanted.check(policies.platform());
        return gate.command(caller, SECURITY_WRITE, work -> {
            work.lock("security policy");
            OwnPolicy known = store.find(work.scope());
            work.check(View.of(known, policies.platform()));
            if (checked.equals(known)) {
                work.changedNothing();
            } else {
                store.put(work.scope(), checked);
                work.record("tenant.security_changed", work.scope().id(), known.differences(checked));
            }
            return View.of(checked, policies.platform());
        });
    }
}
