package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserId;
import java.time.Instant;

/**
 * Where the user of a live session stands: the roles they have, those of their groups and inherited ones among them, and
 * what these and grants allow. Some of it may end, or have ended: {@link #at} says what counts.
 */
public record Standing(UserId user, Held<String> roles, Held<Permission> permissions, ProofRules proofs) {
    public Standing {
        requireNonNull(user);
        requireNonNull(roles);
        requireNonNull(permissions);
        requireNonNull(proofs);
    }

    /** The standing of a user with these roles, and with what the custom ones among them allow. */
    public static Standing of(UserId user, Held<String> roles, Held<Permission> custom, ProofRules proofs) {
        return new Standing(user, roles, BuiltInRole.allowed(roles, custom), proofs);
    }

    /** Whether a proof is enough for what the tenant and the platform ask for now. */
    public boolean admits(Assurance assurance, MfaPolicy platform) {
        return proofs.admit(assurance, platform);
    }

    /** What is left of it at a time. */
    public Standing at(Instant now) {
        return new Standing(user, roles.at(now), permissions.at(now), proofs);
    }
}
