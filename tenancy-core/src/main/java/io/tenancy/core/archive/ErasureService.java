package io.tenancy.core.archive;

import static io.tenancy.core.access.Permissions.USER_ERASE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobId;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.user.LastOwner;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Optional;

/** Erases users for good. */
public final class ErasureService {
    private final Gate gate;
    private final UserStore users;
    private final LastOwner lastOwner;
    private final RoleStore roles;
    private final Grants grants;
    private final Jobs jobs;
    private final ErasureJob job;
    private final Holds holds;

    public ErasureService(Gate gate, UserStore users, RoleStore roles, Jobs jobs, ErasureJob job, Holds holds) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.lastOwner = new LastOwner(users);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
        this.jobs = requireNonNull(jobs);
        this.job = requireNonNull(job);
        this.holds = requireNonNull(holds);
    }

    /**
     * Ends the account at once, and forgets name and address; a job erases the rest. Also for a user who was deleted
     * before, and in a read-only tenant too. It cannot be taken back. One that was cancelled half-way goes
     * on when it is asked for again.
     *
     * @throws Conflict while a legal hold is on the tenant
     */
    public Job erase(Caller caller, UserId id) {
        caller.requirePerson();
        return gate.rightsCommand(caller, USER_ERASE, work -> {
            work.lock(roles::lock);
            holds.requireNone(work);
            Optional<User> user = users.find(work.scope(), id);
            user.ifPresent(known -> delete(caller, work, known));
            if (!users.erase(work.scope(), id, work.now())) {
                throw new NotFound("user");
            }
            work.record("user.erased", id);
            return jobs.start(
                    work,
                    new JobId(work.newId()),
                    job,
                    caller.actor(),
                    id.value().toString(),
                    ErasureJob.TOTAL);
        });
    }

    private void delete(Caller caller, Work work, User user) {
        grants.requireAuthorityOver(caller, work, user.id());
        lastOwner.requireAnother(work.scope(), user);
        if (!users.delete(work.scope(), user.id(), user.version(), work.now())) {
            throw User.changedByAnother();
        }
    }
}
