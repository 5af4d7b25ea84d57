package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes a tenant of the catalogue ready: its place, its built-in roles, its first owner. Repeating it does no harm. */
public final class TenantOpener {
    private static final UserId NOBODY = new UserId(new UUID(0, 0));
    private static final UserQuery ANYBODY = new UserQuery(Optional.empty(), Optional.empty(), UserQuery.Sort.CREATED);

    private final Provisioner provisioner;
    private final TenantDirectory directory;
    private final Gate gate;
    private final RoleStore roles;
    private final UserStore users;
    private final Admission admission;
    private final Passwords passwords;
    private final SecureRandom random;

    public TenantOpener(
            Provisioner provisioner,
            TenantDirectory directory,
            Gate gate,
            RoleStore roles,
            UserStore users,
            Admission admission,
            Passwords passwords,
            SecureRandom random) {
        this.provisioner = requireNonNull(provisioner);
        this.directory = requireNonNull(directory);
        this.gate = requireNonNull(gate);
        this.roles = requireNonNull(roles);
        this.users = requireNonNull(users);
        this.admission = requireNonNull(admission);
        this.passwords = requireNonNull(passwords);
        this.random = requireNonNull(random);
    }

    Admitted open(Tenant tenant, OwnerAccess access) {
        prepare(tenant);
        return admit(tenant, access);
    }

    /** Makes the place of its rows. */
    void prepare(Tenant tenant) {
        provisioner.prepare(tenant);
    }

    /** Gives a tenant that has a place its built-in roles and its first owner. */
    Admitted admit(Tenant tenant, OwnerAccess access) {
        Optional<OneTimePassword> password =
                access == OwnerAccess.ONE_TIME_PASSWORD ? Optional.of(oneTimePassword()) : Optional.empty();
        TenantScope scope = directory.enterToProvision(tenant);
        return gate.act(scope, Actor.SYSTEM, work -> {
            if (tenant.status() == Tenant.Status.PROVISIONING) {
                requireNobodyElse(work.scope(), tenant);
            }
            addBuiltInRoles(work, roles);
            Admitted owner = admitOwner(work, tenant, password);
            work.record("tenant.provisioned", tenant.id());
            return owner;
        });
    }

    /**
     * A catalogue that was restored to an earlier time may offer a place as new that was taken after that. Whose rows are in
     * it must not come into the hands of somebody else.
     */
    private void requireNobodyElse(TenantScope scope, Tenant tenant) {
        boolean isTaken = users.list(scope, ANYBODY, Optional.empty(), 2).stream()
                .anyMatch(user -> !user.email().equals(tenant.contact().email()));
        if (isTaken) {
            throw new Conflict("tenant.place_taken", "Its place has users of another tenant.");
        }
    }

    static void addBuiltInRoles(Work work, RoleStore roles) {
        BuiltInRole.of(work.scope())
                .map(role -> Role.of(new RoleId(work.newId()), role, work.now()))
                .forEach(role -> roles.add(work.scope(), role));
    }

    /** Whether somebody who can sign in has the role that owns the tenant. */
    boolean isOwned(Tenant tenant) {
        TenantScope scope = directory.enterToProvision(tenant);
        return users.othersHave(scope, BuiltInRole.owning(scope).name(), NOBODY);
    }

    /**
     * Makes a new invitation for the contact of an open tenant to own it; every older one, and a one-time password that
     * nobody has used, is void.
     *
     * @throws Conflict if the tenant has an owner who has signed in, or the contact is somebody else in it
     */
    Admitted inviteOwner(Tenant tenant) {
        return gate.act(directory.enterToProvision(tenant), Actor.SYSTEM, work -> {
            String owning = BuiltInRole.owning(work.scope()).name();
            work.lock(roles::lock);
            Optional<User> known =
                    users.findByEmail(work.scope(), tenant.contact().email());
            UserId waiting = known.filter(user -> user.lastLoginAt().isEmpty())
                    .filter(user -> user.roles().contains(owning))
                    .map(User::id)
                    .orElse(NOBODY);
            if (users.othersHave(work.scope(), owning, waiting) || (known.isPresent() && waiting.equals(NOBODY))) {
                throw new Conflict("tenant.owned", "The tenant has an owner, or its contact has another role in it.");
            }
            return known.map(user -> admitAgain(work, user))
                    .orElseGet(() -> admission.byInvitation(work, owner(tenant, owning)));
        });
    }

    private static NewUser owner(Tenant tenant, String role) {
        return new NewUser(tenant.contact().email(), tenant.contact().name(), Set.of(role));
    }

    private Admitted admitOwner(Work work, Tenant tenant, Optional<OneTimePassword> password) {
        Optional<User> known = users.findByEmail(work.scope(), tenant.contact().email());
        if (known.isPresent()) {
            return tenant.status() == Tenant.Status.PROVISIONING
                    ? admitAgain(work, known.get())
                    : admitInvited(work, known.get());
        }
        NewUser owner = owner(tenant, BuiltInRole.owning(work.scope()).name());
        return password.map(given -> admission.withOneTimePassword(work, owner, given.text(), given.hash()))
                .orElseGet(() -> admission.byInvitation(work, owner));
    }

    /** Whoever was to be told the first one-time password of a tenant that was never open cannot have learned it. */
    private Admitted admitAgain(Work work, User user) {
        if (user.status() == Status.INVITED) {
            return admission.again(work, user);
        }
        User invited = user.in(Status.INVITED, work.now());
        if (!users.update(work.scope(), invited)) {
            throw new IllegalStateException("Another node provisions the tenant of " + user.id());
        }
        return admission.again(work, invited);
    }

    private Admitted admitInvited(Work work, User user) {
        return user.status() == Status.INVITED
                ? admission.again(work, user)
                : new Admitted(user, Optional.empty(), Optional.empty());
    }

    private OneTimePassword oneTimePassword() {
        Secret text = PasswordPolicy.oneTime(random);
        return new OneTimePassword(text, passwords.hash(text));
    }

    private record OneTimePassword(Secret text, String hash) {}
}
