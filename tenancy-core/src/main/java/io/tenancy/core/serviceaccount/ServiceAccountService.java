package io.tenancy.core.serviceaccount;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.SERVICE_ACCOUNT_READ;
import static io.tenancy.core.access.Permissions.SERVICE_ACCOUNT_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccount.Status;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** The service accounts of the caller's tenant. Nobody makes or changes one that may do more than they may. */
public final class ServiceAccountService {
    /** The most service accounts that a tenant may have. */
    public static final int MOST = Page.MAX;

    private final Gate gate;
    private final ServiceAccountStore accounts;
    private final RoleStore roles;
    private final Grants grants;

    public ServiceAccountService(Gate gate, ServiceAccountStore accounts, RoleStore roles) {
        this.gate = requireNonNull(gate);
        this.accounts = requireNonNull(accounts);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
    }

    /** All service accounts on one page: a tenant has {@link #MOST} at most. */
    public Page<ServiceAccount> list(Caller caller) {
        return new Page<>(gate.query(caller, SERVICE_ACCOUNT_READ, accounts::list), Optional.empty());
    }

    public ServiceAccount get(Caller caller, ServiceAccountId id) {
        return gate.query(caller, SERVICE_ACCOUNT_READ, scope -> existing(scope, id));
    }

    /** Makes a service account, which has no key yet; gives roles too. */
    public ServiceAccount create(Caller caller, NewServiceAccount wanted) {
        return gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            caller.require(ROLE_ASSIGN);
            work.lock(roles::lock);
            grants.requireGrantable(caller, work, wanted.roles());
            if (accounts.list(work.scope()).size() >= MOST) {
                throw new Conflict("service_account.too_many", "A tenant has at most " + MOST + " service accounts.");
            }
            work.reserve(
                    Entitlements.SERVICE_ACCOUNTS, scope -> accounts.list(scope).size());
            ServiceAccount account = ServiceAccount.of(new ServiceAccountId(work.newId()), wanted, work.now());
            if (!accounts.add(work.scope(), account)) {
                throw nameTaken();
            }
            work.record(
                    "service_account.created",
                    account.id(),
                    Difference.added("name", account.name()),
                    Difference.added("roles", account.roles()));
            return account;
        });
    }

    /** Changes name, description and roles. Changing roles needs {@code role:assign} too. */
    public ServiceAccount update(Caller caller, ServiceAccountId id, ServiceAccountChange change) {
        return gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            ServiceAccount account = changeable(caller, work, id);
            ServiceAccount changed = account.with(change, work.now());
            if (!changed.roles().equals(account.roles())) {
                caller.require(ROLE_ASSIGN);
                grants.requireGrantable(caller, work, changed.roles());
                work.record(
                        "service_account.roles_changed",
                        id,
                        Difference.between("roles", account.roles(), changed.roles()));
            }
            if (!changed.name().equals(account.name()) || !changed.description().equals(account.description())) {
                if (accounts.isNameTaken(work.scope(), changed.name(), id)) {
                    throw nameTaken();
                }
                work.record("service_account.updated", id, account.differences(changed));
            }
            return work.changedNothing() ? account : save(work, changed);
        });
    }

    /** Its keys and tokens are good for nothing within 2 s. */
    public ServiceAccount disable(Caller caller, ServiceAccountId id) {
        return move(caller, id, Status.ACTIVE, Status.DISABLED, "service_account.disabled");
    }

    /** Its keys that have not expired are good again. */
    public ServiceAccount enable(Caller caller, ServiceAccountId id) {
        return move(caller, id, Status.DISABLED, Status.ACTIVE, "service_account.enabled");
    }

    /** Deletes a service account and its keys. */
    public void delete(Caller caller, ServiceAccountId id) {
        gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            ServiceAccount account = changeable(caller, work, id);
            if (!accounts.delete(work.scope(), id)) {
                throw work.lost(changedMeanwhile());
            }
            work.record("service_account.deleted", id, Difference.removed("name", account.name()));
            return account;
        });
    }

    private ServiceAccount move(Caller caller, ServiceAccountId id, Status from, Status to, String action) {
        return gate.command(caller, SERVICE_ACCOUNT_WRITE, work -> {
            ServiceAccount account = changeable(caller, work, id);
            if (account.status() != from) {
                throw new Conflict(
                        "service_account.status",
                        "The service account is in this status already, or was just changed.");
            }
            work.record(action, id, Difference.between("status", from, to));
            return save(work, account.in(to, work.now()));
        });
    }

    /** The account, after every other change of this tenant's roles has ended and if the caller stands above. */
    private ServiceAccount changeable(Caller caller, Work work, ServiceAccountId id) {
        work.lock(roles::lock);
        ServiceAccount account = existing(work.scope(), id);
        grants.requireAuthorityOver(caller, work.scope(), account.roles());
        work.check(account);
        return account;
    }

    private ServiceAccount existing(TenantScope scope, ServiceAccountId id) {
        return accounts.find(scope, id).orElseThrow(() -> new NotFound("service_account"));
    }

    private ServiceAccount save(Work work, ServiceAccount changed) {
        if (!accounts.update(work.scope(), changed)) {
            throw work.lost(changedMeanwhile());
        }
        return changed;
    }

    private static Conflict nameTaken() {
        return new Conflict("service_account.name_taken", "A service account with this name exists.");
    }

    private static Conflict changedMeanwhile() {
        return new Conflict("service_account.changed", "Somebody else has changed this account. Read it again.");
    }
}
