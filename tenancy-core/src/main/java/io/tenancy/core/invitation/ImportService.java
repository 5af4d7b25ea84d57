package io.tenancy.core.invitation;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_IMPORT;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Difference;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.invitation.ImportReport.Result;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bringing in users who keep the passwords that they have elsewhere. */
public final class ImportService {
    private final Gate gate;
    private final UserStore users;
    private final RoleStore roles;
    private final CredentialStore credentials;
    private final Passwords passwords;
    private final Grants grants;

    public ImportService(
            Gate gate, UserStore users, RoleStore roles, CredentialStore credentials, Passwords passwords) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.roles = requireNonNull(roles);
        this.credentials = requireNonNull(credentials);
        this.passwords = requireNonNull(passwords);
        this.grants = new Grants(roles);
    }

    /**
     * Adds active users, all good lines in one transaction; a line that is refused does not stop the others. A user whom
     * the tenant has is left as they are. No hash is computed. For people: a program brings in no passwords.
     */
    public ImportReport run(Caller caller, UserImport wanted) {
        caller.require(ROLE_ASSIGN);
        caller.requirePerson();
        return gate.command(caller, USER_IMPORT, work -> {
            roles.lock(work.scope());
            Set<Set<String>> grantable = new HashSet<>();
            List<Result> results = new ArrayList<>();
            for (UserImport.Line line : wanted.users()) {
                results.add(run(caller, work, line, results.size() + 1, grantable));
            }
            work.changedNothing();
            return ImportReport.of(results);
        });
    }

    private Result run(Caller caller, Work work, UserImport.Line line, int number, Set<Set<String>> grantable) {
        try {
            NewUser wanted = new NewUser(
                    line.email().orElse(null),
                    line.name().orElse(null),
                    line.roles().orElse(null));
            Secret hash = acceptable(line);
            if (!grantable.contains(wanted.roles())) {
                grants.requireGrantable(caller, work.scope(), wanted.roles());
                grantable.add(wanted.roles());
            }
            return Result.imported(number, add(work, wanted, hash));
        } catch (Invalid | Conflict | TenancyException.Denied e) {
            return Result.refused(number, e.code(), e.detail());
        }
    }

    private Secret acceptable(UserImport.Line line) {
        Secret hash = Check.present("passwordHash", line.passwordHash().orElse(null));
        if (!passwords.isAcceptable(hash)) {
            throw new Invalid(
                    "passwordHash",
                    "passwordHash.unsupported",
                    "The hash is of no known form, or verifying it would cost too much.");
        }
        return hash;
    }

    private UserId add(Work work, NewUser wanted, Secret hash) {
        User user = User.of(new UserId(work.newId()), wanted, Status.ACTIVE, work.now());
        if (!users.add(work.scope(), user)) {
            throw new Conflict("user.email_taken", "A user with this e-mail address exists.");
        }
        credentials.put(work.scope(), user.id(), new Credential(hash.reveal(), false, work.now()));
        work.record(
                "user.imported",
                user.id(),
                Difference.added("email", user.email()),
                Difference.added("roles", user.roles()));
        return user.id();
    }
}
