package io.tenancy.core.mfa;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.NewPasskey;
import io.tenancy.core.passkey.Occasion;
import io.tenancy.core.passkey.Passkey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.session.OwnSession;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Making, naming and giving up one's passkeys. */
public final class PasskeyService {
    private final Gate gate;
    private final UserStore users;
    private final PasskeyStore store;
    private final Passkeys passkeys;
    private final Factors factors;
    private final SessionStore sessions;
    private final SecurityPolicies policies;
    private final InstantSource clock;

    public PasskeyService(
            Gate gate,
            UserStore users,
            PasskeyStore store,
            Passkeys passkeys,
            Factors factors,
            SessionStore sessions,
            SecurityPolicies policies,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.store = requireNonNull(store);
        this.passkeys = requireNonNull(passkeys);
        this.factors = requireNonNull(factors);
        this.sessions = requireNonNull(sessions);
        this.policies = requireNonNull(policies);
        this.clock = requireNonNull(clock);
    }

    public List<Passkey> list(Caller caller) {
        return gate.ownQuery(caller, scope -> store.list(scope, self(caller)));
    }

    public Passkey get(Caller caller, PasskeyId id) {
        return gate.ownQuery(caller, scope -> one(scope, caller, id));
    }

    /** Begins to make a passkey. */
    public CreationOptions begin(Caller caller) {
        return gate.ownQuery(caller, scope -> {
            requireOn(scope);
            return passkeys.creation(scope, user(scope, caller), occasion(scope, caller), clock.instant());
        });
    }

    /** Takes the passkey into use that was made for the same session. */
    public Passkey add(Caller caller, NewPasskey wanted) {
        return gate.ownCommand(caller, work -> {
            requireOn(work.scope());
            UserId user = OwnSession.of(caller, work, sessions).user();
            return passkeys.add(work, user, occasion(work.scope(), caller), wanted);
        });
    }

    /** Gives one another name, as {@link NewPasskey#name} has checked it. */
    public Passkey rename(Caller caller, PasskeyId id, String name) {
        return gate.ownCommand(caller, work -> {
            work.lock(rows -> store.lock(rows, self(caller)));
            Passkey before = one(work.scope(), caller, id);
            work.check(before);
            if (before.name().equals(name)) {
                work.changedNothing();
                return before;
            }
            if (!store.rename(work.scope(), self(caller), id, name)) {
                throw new NotFound("passkey");
            }
            work.record("passkey.renamed", id, Difference.between("name", before.name(), name));
            return before.named(name);
        });
    }

    /** Gives one up, unless the tenant asks for a second factor and it is the last. */
    public void remove(Caller caller, PasskeyId id) {
        gate.ownCommand(caller, work -> {
            if (!passkeys.remove(work, self(caller), id)) {
                throw new NotFound("passkey");
            }
            Set<Factor> left = factors.of(work.scope(), self(caller));
            if (left.isEmpty() && policies.of(work.scope()).mfa() == MfaPolicy.REQUIRED) {
                throw new Conflict("mfa.required", "The tenant asks for a second factor. Set up another one instead.");
            }
            return id;
        });
    }

    private void requireOn(TenantScope scope) {
        if (policies.of(scope).mfa() == MfaPolicy.OFF) {
            throw new Conflict("mfa.off", "The tenant has no second factors.");
        }
    }

    private Passkey one(TenantScope scope, Caller caller, PasskeyId id) {
        return store.list(scope, self(caller)).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findAny()
                .orElseThrow(() -> new NotFound("passkey"));
    }

    private User user(TenantScope scope, Caller caller) {
        return users.find(scope, self(caller)).orElseThrow(OwnSession::ended);
    }

    private static Occasion occasion(TenantScope scope, Caller caller) {
        return Occasion.enrolment(scope, self(caller), caller.credential());
    }

    private static UserId self(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
