package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.mfa.CodeCheck;
import io.tenancy.core.passkey.Occasion;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.OwnSession;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.function.Predicate;

/**
 * Proving anew who one is, and what asks for that (RFC 9470). Who has a second factor proves it by that one; for everybody
 * else the password will do.
 */
public final class StepUpService {
    private final Gate gate;
    private final UserStore users;
    private final SessionStore sessions;
    private final SecondStep second;
    private final FactorCheck factors;
    private final PasswordCheck passwords;
    private final CodeCheck codes;
    private final TokenPairs pairs;
    private final RecentProof recent;

    public StepUpService(
            Gate gate,
            UserStore users,
            SessionStore sessions,
            SecondStep second,
            FactorCheck factors,
            PasswordCheck passwords,
            CodeCheck codes,
            TokenPairs pairs,
            RecentProof recent) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.sessions = requireNonNull(sessions);
        this.second = requireNonNull(second);
        this.factors = requireNonNull(factors);
        this.passwords = requireNonNull(passwords);
        this.codes = requireNonNull(codes);
        this.pairs = requireNonNull(pairs);
        this.recent = requireNonNull(recent);
    }

    /**
     * A new access token for the caller's session, with a fresh proof.
     *
     * @throws Unauthenticated if the proof is wrong, or a password where the user has a second factor
     * @throws Limited if there were too many wrong ones
     */
    public AccessToken stepUp(Caller caller, Reassurance proof, Client client) {
        if (proof.factor().isPresent()) {
            return byFactor(caller, proof.factor().get(), client);
        }
        return byPassword(caller, proof.password().orElseThrow(), client);
    }

    /** What a browser has to be told to show one of the caller's passkeys. */
    public RequestOptions passkeyOptions(Caller caller) {
        return gate.ownQuery(
                caller, scope -> factors.passkeys().request(scope, self(caller), occasion(scope, caller), gate.now()));
    }

    /**
     * Lets through who has proved who they are within the time of the tenant's policy, by the second factor if they have
     * one. A program proves nothing anew: what it may do was decided when its credential was made.
     *
     * @throws Unauthenticated with what is demanded
     */
    public void requireRecent(Caller caller) {
        caller.assurance()
                .ifPresent(assurance -> gate.ownQuery(caller, scope -> {
                    recent.require(scope, caller, assurance);
                    return scope;
                }));
    }

    private AccessToken byPassword(Caller caller, Secret password, Client client) {
        Login login = gate.ownQuery(caller, scope -> {
            if (!second.asked(scope, self(caller)).isEmpty()) {
                throw CodeCheck.failed();
            }
            return new Login(scope.slug(), user(scope, caller).email(), password);
        });
        if (!passwords.verify(login, client).user().id().equals(self(caller))) {
            throw PasswordCheck.failed();
        }
        return gate.ownCommand(caller, work -> {
            Session session = OwnSession.of(caller, work, sessions);
            return renew(work, session, Assurance.of(Method.PASSWORD, work.now()));
        });
    }

    private AccessToken byFactor(Caller caller, FactorProof proof, Client client) {
        return gate.ownQuery(
                caller,
                scope -> codes.guarded(scope, self(caller), client, () -> {
                    Predicate<Work> use = factors.of(scope, self(caller), occasion(scope, caller), proof);
                    return gate.ownCommand(caller, work -> {
                        Session session = OwnSession.of(caller, work, sessions);
                        if (!use.test(work)) {
                            throw CodeCheck.failed();
                        }
                        return renew(
                                work,
                                session,
                                session.assurance().with(proof.method().method(), work.now()));
                    });
                }));
    }

    private static Occasion occasion(TenantScope scope, Caller caller) {
        return Occasion.stepUp(scope, self(caller), caller.credential());
    }

    private AccessToken renew(Work work, Session session, Assurance assurance) {
        User user = users.find(work.scope(), session.user()).orElseThrow(OwnSession::ended);
        Session renewed = session.with(assurance);
        sessions.reassure(work.scope(), session.id(), assurance);
        work.record("session.stepped_up", session.id());
        return pairs.access(work.scope(), renewed, user.roles(), work.now());
    }

    private User user(TenantScope scope, Caller caller) {
        return users.find(scope, self(caller)).orElseThrow(OwnSession::ended);
    }

    private static UserId self(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
