package io.tenancy.core.mfa;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.UserId;
import java.util.function.Supplier;

/** Counts the codes of a user that are looked at, whatever they are for, before they are. */
public final class CodeCheck {
    private final SecurityPolicies policies;
    private final Throttle throttle;

    public CodeCheck(SecurityPolicies policies, Throttle throttle) {
        this.policies = requireNonNull(policies);
        this.throttle = requireNonNull(throttle);
    }

    /** Looks at one code; what throws has failed. */
    public <T> T guarded(TenantScope scope, UserId user, Client client, Supplier<T> verification) {
        return guarded(scope, user, client, verification, () -> {});
    }

    /** As the other, and does something besides where a code is wrong after which one has to wait. */
    <T> T guarded(TenantScope scope, UserId user, Client client, Supplier<T> verification, Runnable afterTheLast) {
        return throttle.attempt(Kind.SECOND_FACTOR, Factors.subject(scope, user), client.address(), attempt -> {
            int failures = policies.of(scope).loginFailures();
            if (attempt.isTooSoon(failures)) {
                throw failed();
            }
            try {
                return verification.get();
            } catch (Invalid wrong) {
                if (attempt.isLast(failures)) {
                    afterTheLast.run();
                }
                throw wrong;
            }
        });
    }

    /** What is said of every code that is wrong at a sign-in or a step-up, whatever is wrong about it. */
    public static Unauthenticated failed() {
        return new Unauthenticated("mfa.failed", "The code is wrong or was used, or the sign-in has to begin anew.");
    }
}
