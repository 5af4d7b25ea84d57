package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Permission;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Where the user of a live session stands now: the roles they have, and what these allow.
 *
 * @param mfa what the tenant itself has set about second factors, if it has
 */
public record Standing(UserId user, Set<String> roles, Set<Permission> permissions, Optional<MfaPolicy> mfa) {
    public Standing {
        requireNonNull(user);
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        requireNonNull(mfa);
    }

    /** Whether a proof is enough for what the tenant and the platform ask for now. */
    public boolean admits(Assurance assurance, MfaPolicy platform) {
        boolean isRequired = platform == MfaPolicy.REQUIRED
                || mfa.filter(own -> own == MfaPolicy.REQUIRED).isPresent();
        return !isRequired || assurance.isMultiFactor();
    }

    /** The standing of a user with these roles, and with what the custom ones among them allow. */
    public static Standing of(
            UserId user, Collection<String> roles, Collection<Permission> custom, Optional<MfaPolicy> mfa) {
        return new Standing(user, Set.copyOf(roles), BuiltInRole.allowed(roles, custom), mfa);
    }
}
