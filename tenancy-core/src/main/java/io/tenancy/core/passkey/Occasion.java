package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * What a challenge is asked for, so that it is answered for nothing else.
 *
 * @param bound the tenant, the user, and the session or the sign-in that waits, as far as they are known
 */
public record Occasion(Purpose purpose, String bound) {
    /** What somebody wants. */
    public enum Purpose {
        ENROLMENT,
        SECOND_FACTOR,
        STEP_UP,
        SIGN_IN
    }

    public Occasion {
        requireNonNull(purpose);
        requireNonNull(bound);
    }

    /** Making a passkey within a session, or within a sign-in that waits. */
    public static Occasion enrolment(TenantScope scope, UserId user, UUID within) {
        return new Occasion(Purpose.ENROLMENT, bound(scope, user, within));
    }

    /** Going on with a sign-in that waits. */
    public static Occasion secondFactor(TenantScope scope, UserId user, UUID challenge) {
        return new Occasion(Purpose.SECOND_FACTOR, bound(scope, user, challenge));
    }

    /** Proving anew who one is in a session. */
    public static Occasion stepUp(TenantScope scope, UserId user, UUID session) {
        return new Occasion(Purpose.STEP_UP, bound(scope, user, session));
    }

    /** Signing in, to this tenant or to whichever the passkey is of. */
    public static Occasion signIn(Optional<String> slug) {
        return new Occasion(Purpose.SIGN_IN, slug.orElse(""));
    }

    private static String bound(TenantScope scope, UserId user, UUID id) {
        return scope.id().value() + "\n" + user.value() + "\n" + id;
    }
}
