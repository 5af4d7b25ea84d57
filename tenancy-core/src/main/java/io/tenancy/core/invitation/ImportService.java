package io.tenancy.core.invitation;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_IMPORT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.invitation.ImportReport.Result;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Jobs;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bringing in users who keep the passwords that they have elsewhere. */
public final class ImportService {
    private final Gate gate;
    private final RoleStore roles;
    private final Grants grants;
    private final ImportLines lines;
    private final Jobs jobs;
    private final ImportJob job;

    public ImportService(Gate gate, RoleStore roles, ImportLines lines, Jobs jobs, ImportJob job) {
        this.gate = requireNonNull(gate);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
        this.lines = requireNonNull(lines);
        this.jobs = requireNonNull(jobs);
        this.job = requireNonNull(job);
    }

    /**
     * Adds active users, all good lines in one transaction; a line that is refused does not stop the others. A user whom
     * the tenant has is left as they are. No hash is computed. For people: a program brings in no passwords.
     */
    public ImportReport run(Caller caller, UserImport wanted) {
        caller.require(ROLE_ASSIGN);
        caller.requirePerson();
        if (wanted.users().size() > UserImport.MOST_AT_ONCE) {
            throw new Invalid(
                    "users", "users.count", "At once, an import has 1 to " + UserImport.MOST_AT_ONCE + " users.");
        }
        return gate.command(caller, USER_IMPORT, work -> {
            work.lock(roles::lock);
            Set<Set<String>> grantable = new HashSet<>();
            List<Result> results = new ArrayList<>();
            for (UserImport.Line line : wanted.users()) {
                results.add(run(caller, work, line, results.size() + 1, grantable));
            }
            work.changedNothing();
            return ImportReport.of(results);
        });
    }

    /**
     * The same in the background. What the caller may give is looked at with each step, as it is then; from one who may
     * not import any more, the lines that are left are refused.
     */
    public Job start(Caller caller, UserImport wanted) {
        caller.require(ROLE_ASSIGN);
        caller.requirePerson();
        return gate.command(
                caller,
                USER_IMPORT,
                work -> jobs.start(
                        work,
                        job,
                        caller.actor(),
                        ImportText.of(wanted.users()),
                        wanted.users().size()));
    }

    private Result run(Caller caller, Work work, UserImport.Line line, int number, Set<Set<String>> grantable) {
        try {
            UserId user =
                    lines.bring(work, line, grantable, roleNames -> grants.requireGrantable(caller, work, roleNames));
            return Result.imported(number, user);
        } catch (Invalid | Conflict | TenancyException.Denied e) {
            return Result.refused(number, e.code(), e.detail());
        }
    }
}
