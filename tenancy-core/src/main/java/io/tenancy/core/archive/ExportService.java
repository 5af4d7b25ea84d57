package io.tenancy.core.archive;

import static io.tenancy.core.access.Permissions.TENANT_EXPORT;
import static io.tenancy.core.access.Permissions.USER_EXPORT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Optional;

/** Exports of a tenant, and of single users, for its people: who has asked for one is alone in seeing it. */
public final class ExportService {
    private final Gate gate;
    private final UserStore users;
    private final Archives archives;

    public ExportService(Gate gate, UserStore users, Archives archives) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.archives = requireNonNull(archives);
    }

    /** Begins an export of the whole tenant; in a read-only tenant too, as the others. */
    public Export start(Caller caller) {
        caller.requirePerson();
        return gate.rightsCommand(
                caller, TENANT_EXPORT, work -> archives.start(work, Optional.empty(), caller.actor()));
    }

    /** Begins an export of all that is about a user. */
    public Export start(Caller caller, UserId user) {
        caller.requirePerson();
        return gate.rightsCommand(caller, USER_EXPORT, work -> {
            var unused = users.find(work.scope(), user).orElseThrow(() -> new NotFound("user"));
            return archives.start(work, Optional.of(user.value()), caller.actor());
        });
    }

    /** Begins an export of all that is about the caller. */
    public Export startOwn(Caller caller) {
        return gate.ownCommand(
                caller,
                work -> archives.start(
                        work,
                        Optional.of(caller.user()
                                .orElseThrow(() -> new NotFound("user"))
                                .value()),
                        caller.actor()));
    }

    public Export get(Caller caller, JobId id) {
        return gate.ownQuery(caller, scope -> archives.shown(scope, own(caller, scope, id)));
    }

    /** The files of an archive that is whole. Each is read when it is taken. */
    public Download download(Caller caller, JobId id) {
        return gate.ownQuery(caller, scope -> archives.download(scope, own(caller, scope, id)));
    }

    /** Of more than oneself, an archive is for who may still ask for it. */
    private Archive own(Caller caller, TenantScope scope, JobId id) {
        Archive archive = archives.owned(scope, id, caller.actor(), gate.now());
        needed(caller, archive).ifPresent(caller::require);
        return archive;
    }

    private static Optional<Permission> needed(Caller caller, Archive archive) {
        boolean isOwn = archive.person().isPresent()
                && archive.person().equals(caller.user().map(user -> user.value()));
        if (isOwn) {
            return Optional.empty();
        }
        return Optional.of(archive.person().isPresent() ? USER_EXPORT : TENANT_EXPORT);
    }
}
