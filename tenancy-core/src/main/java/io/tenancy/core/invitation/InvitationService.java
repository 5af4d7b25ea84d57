package io.tenancy.core.invitation;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_DELETE;
import static io.tenancy.core.access.Permissions.USER_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.ratelimit.RateGuard;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;

/** Bringing people into a tenant: by invitation, or with a one-time password that is handed over in person. */
public final class InvitationService {
    private final Gate gate;
    private final UserStore users;
    private final RoleStore roles;
    private final Grants grants;
    private final Admission admission;
    private final Passwords passwords;
    private final SecureRandom random;
    private final RateGuard rates;

    public InvitationService(
            Gate gate,
            UserStore users,
            RoleStore roles,
            Admission admission,
            Passwords passwords,
            SecureRandom random,
            RateGuard rates) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
        this.admission = requireNonNull(admission);
        this.passwords = requireNonNull(passwords);
        this.random = requireNonNull(random);
        this.rates = requireNonNull(rates);
    }

    /**
     * Creates an active user with a one-time password, which only the answer to this call shows; gives roles too. For
     * people: a program makes no password of somebody.
     */
    public Admitted create(Caller caller, NewUser wanted) {
        caller.require(USER_WRITE);
        caller.require(ROLE_ASSIGN);
        caller.requirePerson();
        Secret password = PasswordPolicy.oneTime(random);
        String hash = passwords.hash(password);
        return gate.command(caller, USER_WRITE, work -> {
            requireGrantable(caller, work, wanted);
            return admission.withOneTimePassword(work, wanted, password, hash);
        });
    }

    /**
     * Adds a user who becomes active by accepting, and has the invitation sent; gives roles too.
     *
     * @throws Limited if the tenant has sent too many, at all or to this address
     */
    public User invite(Caller caller, NewUser wanted) {
        caller.require(USER_WRITE);
        caller.require(ROLE_ASSIGN);
        rates.countInvitation(caller, wanted.email());
        return gate.command(caller, USER_WRITE, work -> {
            requireGrantable(caller, work, wanted);
            return admission.byInvitation(work, wanted).user();
        });
    }

    /** Sends a new invitation to a user who has not accepted one; every older one is void. */
    public User inviteAgain(Caller caller, UserId id) {
        String email =
                gate.query(caller, USER_WRITE, scope -> existing(scope, id).email());
        rates.countInvitation(caller, email);
        return gate.command(caller, USER_WRITE, work -> {
            return admission.again(work, invited(caller, work, id)).user();
        });
    }

    /** Takes back an invitation that nobody has accepted: the user is deleted, and the address is free again. */
    public void revoke(Caller caller, UserId id) {
        gate.command(caller, USER_DELETE, work -> {
            User user = invited(caller, work, id);
            if (!users.delete(work.scope(), id, user.version(), work.now())) {
                throw User.changedByAnother();
            }
            work.record("user.invitation_revoked", id, Difference.removed("email", user.email()));
            return user;
        });
    }

    private User invited(Caller caller, Work work, UserId id) {
        User user = existing(work.scope(), id);
        grants.requireAuthorityOver(caller, work, id);
        if (user.status() != Status.INVITED) {
            throw new Conflict("user.not_invited", "This user has no open invitation.");
        }
        return user;
    }

    private User existing(TenantScope scope, UserId id) {
        return users.find(scope, id).orElseThrow(() -> new NotFound("user"));
    }

    /** Nobody deletes one of the roles before the user has it. */
    private void requireGrantable(Caller caller, Work work, NewUser wanted) {
        caller.require(ROLE_ASSIGN);
        work.lock(roles::lock);
        grants.requireGrantable(caller, work, wanted.roles());
    }
}
