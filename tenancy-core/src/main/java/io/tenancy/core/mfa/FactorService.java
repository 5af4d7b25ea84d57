package io.tenancy.core.mfa;

import static io.tenancy.core.access.Permissions.USER_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.passkey.UserHandle;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.session.Client;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserSessions;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Setting up and giving up one's second factors, and giving somebody a new start who has lost theirs. */
public final class FactorService {
    private final Gate gate;
    private final UserStore users;
    private final UserSessions sessions;
    private final Factors factors;
    private final SecurityPolicies policies;
    private final Grants grants;
    private final Throttle throttle;
    private final CodeCheck codes;

    public FactorService(
            Gate gate,
            UserStore users,
            RoleStore roles,
            UserSessions sessions,
            Factors factors,
            SecurityPolicies policies,
            Throttle throttle) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.grants = new Grants(roles);
        this.sessions = requireNonNull(sessions);
        this.factors = requireNonNull(factors);
        this.policies = requireNonNull(policies);
        this.throttle = requireNonNull(throttle);
        this.codes = new CodeCheck(policies, throttle);
    }

    /**
     * The second factors that somebody has.
     *
     * @param policy whether the tenant wants one
     * @param totpSince since when there is an authenticator app
     * @param recoveryCodes how many have not been used yet
     */
    public record Own(MfaPolicy policy, Optional<Instant> totpSince, int recoveryCodes) {
        public Own {
            requireNonNull(policy);
            requireNonNull(totpSince);
        }
    }

    public Own get(Caller caller) {
        return gate.ownQuery(
                caller,
                scope -> new Own(
                        policies.of(scope).mfa(),
                        factors.since(scope, self(caller)),
                        factors.recoveryCodes(scope, self(caller))));
    }

    /** Begins to set up an authenticator app, also in the place of the one in use. */
    public Enrolment begin(Caller caller) {
        return gate.ownCommand(caller, work -> {
            if (policies.of(work.scope()).mfa() == MfaPolicy.OFF) {
                throw new Conflict("mfa.off", "The tenant has no second factors.");
            }
            return factors.begin(work, user(work, caller));
        });
    }

    /**
     * Takes the app into use that shows this code. Answers with its recovery codes, which nobody sees again.
     *
     * @throws Invalid if the code is wrong; after too many of them the app has to be set up anew
     * @throws Limited if there were too many wrong codes, whatever they were for
     */
    public List<Secret> confirm(Caller caller, Secret code, Client client) {
        return gate.ownQuery(
                caller,
                scope -> codes.guarded(
                        scope,
                        self(caller),
                        client,
                        () -> gate.ownCommand(
                                caller,
                                work -> factors.confirm(work, user(work, caller).id(), code)),
                        () -> dropPending(caller)));
    }

    /** By itself, because the work that a wrong code was for is undone. */
    private void dropPending(Caller caller) {
        gate.ownCommand(caller, work -> {
            factors.dropPending(work, self(caller));
            return work.changedNothing();
        });
    }

    /** Gives up the authenticator app and its recovery codes, where the tenant does not ask for a second factor. */
    public void remove(Caller caller) {
        gate.ownCommand(caller, work -> {
            factors.lock(work, self(caller));
            boolean isLast = !factors.of(work.scope(), self(caller)).contains(Factor.PASSKEY);
            if (isLast && policies.of(work.scope()).mfa() == MfaPolicy.REQUIRED) {
                throw new Conflict("mfa.required", "The tenant asks for a second factor. Set up another one instead.");
            }
            factors.removeApp(work, self(caller));
            return work.changedNothing();
        });
    }

    /** New recovery codes in the place of the old ones. */
    public List<Secret> renewRecoveryCodes(Caller caller) {
        return gate.ownCommand(caller, work -> {
            if (factors.since(work.scope(), self(caller)).isEmpty()) {
                throw new Conflict("mfa.not_set_up", "Set up an authenticator app first.");
            }
            return factors.renewCodes(work, self(caller));
        });
    }

    /** Removes the factors of a user who may do no more than the caller, and ends the user's sessions. */
    public void reset(Caller caller, UserId id) {
        gate.command(caller, USER_WRITE, work -> {
            User user = users.find(work.scope(), id).orElseThrow(() -> new NotFound("user"));
            grants.requireAuthorityOver(caller, work, user.id());
            if (factors.reset(work, id)) {
                sessions.endAll(work.scope(), id, work.now());
            }
            throttle.unlock(Kind.SECOND_FACTOR, Factors.subject(work.scope(), id));
            throttle.unlock(Kind.PASSKEY, new UserHandle(work.scope().id(), id).text());
            return work.changedNothing();
        });
    }

    private User user(Work work, Caller caller) {
        return users.find(work.scope(), self(caller))
                .orElseThrow(() -> new Unauthenticated("token.invalid", "The access token is no longer valid."));
    }

    private static UserId self(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
