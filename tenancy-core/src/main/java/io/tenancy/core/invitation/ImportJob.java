package io.tenancy.core.invitation;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_IMPORT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Work;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.Job.Refusal;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings in users in the background, some lines with each step; what a step begins with is how many lines are done. */
public final class ImportJob implements JobKind {
    private static final int BATCH = 50;
    private static final Set<Permission> NEEDED = Set.of(USER_IMPORT, ROLE_ASSIGN);

    private final RoleStore roles;
    private final Grants grants;
    private final ImportLines lines;

    public ImportJob(RoleStore roles, ImportLines lines) {
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
        this.lines = requireNonNull(lines);
    }

    @Override
    public String name() {
        return "user-import";
    }

    @Override
    public boolean restsWhileClosed() {
        return true;
    }

    @Override
    public Step step(Work work, Job job, Material material) {
        work.lock(roles::lock);
        UserId asker = new UserId(job.createdBy().id());
        boolean isActive = lines.isActive(work, asker);
        Set<Set<String>> grantable = new HashSet<>();
        List<Refusal> refusals = new ArrayList<>();
        int done = 0;
        for (UserImport.Line line : ImportText.lines(material.input(), job.done(), BATCH)) {
            done++;
            int item = job.done() + done;
            refusal(work, Optional.of(asker).filter(user -> isActive), line, grantable)
                    .map(why -> new Refusal(item, why.code()))
                    .ifPresent(refusals::add);
        }
        int all = job.done() + done;
        return new Step(String.valueOf(all), done, refusals, all >= job.total());
    }

    private Optional<TenancyException> refusal(
            Work work, Optional<UserId> asker, UserImport.Line line, Set<Set<String>> grantable) {
        try {
            lines.bring(work, line, grantable, roleNames -> requireGrantable(work, asker, roleNames));
            return Optional.empty();
        } catch (Invalid | Conflict | Denied e) {
            return Optional.of(e);
        }
    }

    private void requireGrantable(Work work, Optional<UserId> asker, Set<String> roleNames) {
        UserId user = asker.orElseThrow(
                () -> new Denied("access.escalation", "Who has asked for this is no active user any more."));
        grants.requireGrantable(work.scope(), user, roleNames, NEEDED);
    }
}
