package io.tenancy.core.apikey;

import static io.tenancy.core.access.Permissions.SERVICE_ACCOUNT_READ;
import static io.tenancy.core.access.Permissions.SERVICE_ACCOUNT_WRITE;
import static io.tenancy.core.access.Permissions.USER_READ;
import static io.tenancy.core.access.Permissions.USER_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Work;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of oneself, of service accounts and of other users. Only a person makes a key: whoever has stolen one cannot make
 * themself another. A revoked key is good for nothing within 2 s, and so are the access tokens that were given for it.
 */
public final class ApiKeyService {
    /** The most keys that an owner may have, those that ended in the last 30 days among them. */
    public static final int MOST = 100;

    private final Gate gate;
    private final KeyRack rack;
    private final UserStore users;
    private final ServiceAccountStore accounts;
    private final RoleStore roles;
    private final Grants grants;

    public ApiKeyService(
            Gate gate,
            ApiKeyStore keys,
            UserStore users,
            ServiceAccountStore accounts,
            RoleStore roles,
            ApiKeyPolicy policy,
            SecureRandom random) {
        this.gate = requireNonNull(gate);
        this.rack = new KeyRack(keys, policy, random);
        this.users = requireNonNull(users);
        this.accounts = requireNonNull(accounts);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
    }

    /** The caller's own keys, the youngest first, on one page. */
    public Page<ApiKey> own(Caller caller) {
        return page(gate.ownQuery(caller, scope -> rack.list(scope, self(scope, caller))));
    }

    public ApiKey own(Caller caller, ApiKeyId id) {
        return gate.ownQuery(caller, scope -> rack.get(scope, self(scope, caller), id));
    }

    /** Makes a key that allows a part of what the caller may do. */
    public IssuedKey createOwn(Caller caller, NewApiKey wanted) {
        return gate.ownCommand(
                caller,
                work -> created(work, rack.issue(caller, work, self(work.scope(), caller), held(caller), wanted)));
    }

    public IssuedKey rotateOwn(Caller caller, ApiKeyId id, Rotation wanted) {
        return gate.ownCommand(
                caller, work -> rack.rotate(caller, work, self(work.scope(), caller), held(caller), id, wanted));
    }

    public void revokeOwn(Caller caller, ApiKeyId id) {
        gate.ownCommand(caller, work -> {
            rack.revoke(work, self(work.scope(), caller), id);
            return id;
        });
    }

    /** The keys of a service account, the youngest first, on one page. */
    public Page<ApiKey> of(Caller caller, ServiceAccountId account) {
        return page(gate.query(
                caller,
                SERVICE_ACCOUNT_READ,
                scope -> rack.list(scope, KeyOwner.of(existing(scope, account).id()))));
    }

    public ApiKey of(Caller caller, ServiceAccountId account, ApiKeyId id) {
        return gate.query(
                caller,
                SERVICE_ACCOUNT_READ,
                scope -> rack.get(scope, KeyOwner.of(existing(scope, account).id()), id));
    }

    /** Makes a key for a service account that may do no more than the caller. */
    public IssuedKey createFor(Caller caller, ServiceAccountId account, NewApiKey wanted) {
        return gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            Set<Permission> held = authority(caller, work, account);
            return created(work, rack.issue(caller, work, KeyOwner.of(account), held, wanted));
        });
    }

    public IssuedKey rotateFor(Caller caller, ServiceAccountId account, ApiKeyId id, Rotation wanted) {
        return gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            Set<Permission> held = authority(caller, work, account);
            return rack.rotate(caller, work, KeyOwner.of(account), held, id, wanted);
        });
    }

    public void revokeFor(Caller caller, ServiceAccountId account, ApiKeyId id) {
        gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            grants.requireAuthorityOver(
                    caller, work.scope(), existing(work.scope(), account).roles());
            rack.revoke(work, KeyOwner.of(account), id);
            return id;
        });
    }

    /** The keys of a user of the tenant, the youngest first, on one page. */
    public Page<ApiKey> of(Caller caller, UserId user) {
        return page(gate.query(
                caller,
                USER_READ,
                scope -> rack.list(scope, KeyOwner.of(existing(scope, user).id()))));
    }

    /** Ends a key of a user who may do no more than the caller. */
    public void revokeFor(Caller caller, UserId user, ApiKeyId id) {
        gate.command(caller, USER_WRITE, work -> {
            grants.requireAuthorityOver(
                    caller, work, existing(work.scope(), user).id());
            rack.revoke(work, KeyOwner.of(user), id);
            return id;
        });
    }

    private static IssuedKey created(Work work, IssuedKey issued) {
        work.record(
                "api_key.created",
                issued.key().id(),
                Difference.added("name", issued.key().name()),
                Difference.added("scopes", issued.key().scopes()));
        return issued;
    }

    /** The caller as an owner; an operator who is only on a visit owns nothing here. */
    private KeyOwner self(TenantScope scope, Caller caller) {
        return KeyOwner.of(existing(scope, new UserId(caller.actor().id())).id());
    }

    private static Set<Permission> held(Caller caller) {
        return caller.permissions();
    }

    /** What the account may do; nobody else gives it more until this is done. */
    private Set<Permission> authority(Caller caller, Work work, ServiceAccountId id) {
        caller.requirePerson();
        work.lock(roles::lock);
        ServiceAccount account = existing(work.scope(), id);
        grants.requireAuthorityOver(caller, work.scope(), account.roles());
        return grants.of(work.scope(), account.roles());
    }

    private ServiceAccount existing(TenantScope scope, ServiceAccountId id) {
        return accounts.find(scope, id).orElseThrow(() -> new NotFound("service_account"));
    }

    private User existing(TenantScope scope, UserId id) {
        return users.find(scope, id).orElseThrow(() -> new NotFound("user"));
    }

    private static Page<ApiKey> page(List<ApiKey> keys) {
        return new Page<>(keys, Optional.empty());
    }
}
